import { describe, expect, test } from 'vitest';
import { BoutonError } from './bouton-error.ts';
import { Codes } from '../types/codes.ts';
import { ConfigError } from './config-error.ts';
import { HttpResponseError } from './http-response-error.ts';
import { SynapseError } from './synapse-error.ts';

describe('SynapseError', () => {
  test("toJson() is Matrix's error body, in which additional fields come last", () => {
    expect(new SynapseError(404, 'No such room', Codes.NOT_FOUND).toJson()).toEqual({
      errcode: 'M_NOT_FOUND',
      error: 'No such room',
    });
    expect(new SynapseError(403, 'Refused', Codes.FORBIDDEN, { error: 'Closed', room: '!a:b' }).toJson()).toEqual({
      errcode: 'M_FORBIDDEN',
      error: 'Closed',
      room: '!a:b',
    });
    expect(new SynapseError(500, 'Broken').toJson()).toEqual({ errcode: 'M_UNKNOWN', error: 'Broken' });
  });

  test('is() knows those of another copy of the SDK', () => {
    const foreign = Object.assign(new Error('Refused'), { name: 'SynapseError', status: 403, errcode: 'M_FORBIDDEN' });

    expect(SynapseError.is(new SynapseError(403, 'Refused'))).toBe(true);
    expect(SynapseError.is(foreign)).toBe(true);
    expect(SynapseError.is(new Error('Refused'))).toBe(false);
    expect(SynapseError.is({ name: 'SynapseError', status: 403, errcode: 'M_FORBIDDEN' })).toBe(false);
  });
});

describe('ConfigError', () => {
  test('is() knows those of another copy of the SDK', () => {
    const foreign = Object.assign(new Error('must be even'), { name: 'ConfigError', path: ['size'] });

    expect(ConfigError.is(new ConfigError('must be even'))).toBe(true);
    expect(ConfigError.is(foreign)).toBe(true);
    expect(ConfigError.is(new Error('must be even'))).toBe(false);
  });
});

describe('HttpResponseError', () => {
  test('carries the status and the body of the answer', () => {
    const body = new TextEncoder().encode('nothing här');
    const error = new HttpResponseError(404, 'Not Found', body);

    expect(error).toMatchObject({ name: 'HttpResponseError', message: '404: Not Found', status: 404, body });
    expect(error.text()).toBe('nothing här');
  });

  test('is() knows those of another copy of the SDK', () => {
    const foreign = Object.assign(new Error('404: Not Found'), {
      name: 'HttpResponseError',
      status: 404,
      body: new Uint8Array(),
    });

    expect(HttpResponseError.is(new HttpResponseError(404, 'Not Found', new Uint8Array()))).toBe(true);
    expect(HttpResponseError.is(foreign)).toBe(true);
    expect(HttpResponseError.is(new Error('404: Not Found'))).toBe(false);
  });
});

describe('BoutonError', () => {
  test('carries its code and its cause', () => {
    const cause = new Error('why');
    const error = new BoutonError('BOUTON_MODULE_START', 'It threw', { cause });

    expect(error).toMatchObject({ name: 'BoutonError', code: 'BOUTON_MODULE_START', message: 'It threw', cause });
  });

  test('is() knows those of another copy of the SDK, of any version', () => {
    const newer = Object.assign(new Error('It threw'), { name: 'NewerError', code: 'BOUTON_OF_TOMORROW' });

    expect(BoutonError.is(new BoutonError('BOUTON_MODULE_START', 'It threw'))).toBe(true);
    expect(BoutonError.is(newer)).toBe(true);
    expect(BoutonError.is(Object.assign(new Error('no file'), { code: 'ENOENT' }))).toBe(false);
    expect(BoutonError.is({ name: 'BoutonError', code: 'BOUTON_MODULE_START' })).toBe(false);
  });
});
