/**
 * Words that make sentences and say nothing, of languages in Latin script. None is a word of English texts, such as `die`,
 * `man`, `met`, `on` or `no`.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = setOf(
  'das und ist nicht ich wie ein eine einer eines mit für auf dem vom zum zur wird werden wurde oder aber nach über warum wer welche',
  'une est et dans pour pourquoi avec sur par que qui quoi où ne pas sont été cette ces aux nous vous comment mois',
  'las una unos por qué cómo como para con está están cuál dónde cuando pero más y',
  'gli delle nel nella che perché sono è dove quando anche più',
  'os uma das na não em são onde porque mais',
  'het een en niet ik hoe waarom wat zijn voor naar bij',
  'och är att det som jag hur inte på för av',
  'jak nie jest się dla czy dlaczego gdzie',
  've bir için nasıl neden değil',
  'jsou který proč když není',
  'miten miksi mikä kuinka missä ja',
  'yang dan untuk dengan bagaimana mengapa apa dari',
  'và là của cho thế nào không được các',
  'și este cum pentru din',
);

/** Words of the same kind that names carry into English: `Rio de Janeiro`, `van der Waals`. Side by side they count once. */
export const NAME_PARTICLES: ReadonlySet<string> = setOf(
  'der den des von van de du le les del el los la il lo della dei di da dos do',
);

export const ENGLISH_FUNCTION_WORDS: ReadonlySet<string> = setOf(
  'the a an of to in is are and for on with how what why when where which who did does can be it this that these from by at as',
);

function setOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
