import { isAbsolute } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsError } from './settings.ts';

describe('the settings of npm start', () => {
  it('are the documented defaults in an empty environment', () => {
    const settings = readSettings({});

    expect(settings.ports).toEqual({ worker: 8001, retrieval: 8002, agents: 8003, gateway: 4000 });
    expect(settings.urls.gateway).toBe('http://127.0.0.1:4000');
    expect(settings.namedRedis).toBeUndefined();
    expect(isAbsolute(settings.dataDir)).toBe(true);
  });

  it('reach a service on the port that it was given', () => {
    expect(readSettings({ WORKER_PORT: '9001' }).urls.worker).toBe('http://127.0.0.1:9001');
  });

  it('reach services on loopback when they listen on every address', () => {
    expect(readSettings({ HOST: '0.0.0.0' }).urls.agents).toBe('http://127.0.0.1:8003');
  });

  it('take REDIS_URL before REDIS_HOST', () => {
    const settings = readSettings({ REDIS_URL: 'redis://a:1', REDIS_HOST: 'b' });

    expect(settings.namedRedis).toEqual({ url: 'redis://a:1', from: 'REDIS_URL' });
  });

  it('make a URL of REDIS_HOST, REDIS_PORT and REDIS_PASSWORD', () => {
    const settings = readSettings({
      REDIS_HOST: 'cache',
      REDIS_PORT: '7000',
      REDIS_PASSWORD: 'p@ss',
    });

    expect(settings.namedRedis?.url).toBe('redis://:p%40ss@cache:7000');
  });

  it('take an empty value as absent', () => {
    expect(readSettings({ REDIS_URL: '', GATEWAY_PORT: '' }).ports.gateway).toBe(4000);
  });

  it('let the services know one another by the ADMIN_TOKEN where that alone is set', () => {
    expect(readSettings({ ADMIN_TOKEN: 'a' }).internalToken).toBe('a');
    expect(readSettings({ ADMIN_TOKEN: 'a', INTERNAL_TOKEN: 'b' }).internalToken).toBe('b');
  });

  it('refuse a port that is none, naming the key', () => {
    expect(() => readSettings({ AGENTS_PORT: 'http' })).toThrow(SettingsError);
    expect(() => readSettings({ AGENTS_PORT: '70000' })).toThrow('AGENTS_PORT is "70000"');
  });
});
