import { describe, expect, it } from '@jest/globals';
import { isForeign } from './query-language.ts';

describe('isForeign', () => {
  it.each([
    '灯台はどこですか',
    '港口的灯塔',
    'где находится маяк',
    'أين المنارة',
    'πού είναι ο φάρος',
    'कहाँ है',
    'wie starte ich den Server',
    'Sicherheitsrichtlinie für Passwörter',
    'comment démarrer le serveur',
    'le phare du port',
    'cómo iniciar el servidor',
    '¿por qué falla la conexión?',
    'perché la cache è vuota',
    'política de retenção de dados',
    'hoe start ik de server',
    'hur startar jag servern',
    'jak uruchomić serwer',
    'sunucu nasıl başlatılır',
    'làm thế nào để khởi động máy chủ',
  ])('is true of %s', (query) => {
    expect(isForeign(query)).toBe(true);
  });

  it.each([
    'why did the cache evict conversations',
    'harbour lantern',
    'café opening hours',
    'résumé template',
    'Rio de Janeiro weather',
    'van der Waals forces',
    'El Niño effects',
    'Der Spiegel article',
    'what does Le Monde say of Los Angeles',
    'San Francisco office lease',
    'modus operandi',
    'ERR_CONN_RESET 500',
    'naïve Bayes in the style of Müller',
    '東京 office lease agreement',
    '42',
    '!?',
  ])('is false of %s', (query) => {
    expect(isForeign(query)).toBe(false);
  });
});
