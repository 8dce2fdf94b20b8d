import { describe, expect, test } from 'vitest';
import { parseHttpProxy, proxiesOfEnvironment, proxyFor } from './http-proxies.ts';

describe('`parseHttpProxy()`', () => {
  test.each([
    ['proxy', { isTls: false, host: 'proxy', port: 1080, authorization: undefined }],
    ['proxy.example.com:80', { isTls: false, host: 'proxy.example.com', port: 80, authorization: undefined }],
    ['http://127.0.0.1:8080/', { isTls: false, host: '127.0.0.1', port: 8080, authorization: undefined }],
    ['HTTPS://[::1]:8443', { isTls: true, host: '::1', port: 8443, authorization: undefined }],
    ['user:p:w@proxy:1', { isTls: false, host: 'proxy', port: 1, authorization: `Basic ${btoa('user:p:w')}` }],
  ])('reads %s', (address, proxy) => {
    expect(parseHttpProxy(address)).toEqual(proxy);
  });

  test.each(['', 'socks5://proxy:1080', 'http://', 'http://proxy:port', 'http://proxy/path', 'a:secret@b@c'])(
    'refuses %j, without repeating it',
    (address) => {
      expect(() => parseHttpProxy(address)).toThrow(
        new Error('A proxy is to be an address like http://proxy.example.com:8080'),
      );
    },
  );
});

describe('`proxiesOfEnvironment()`', () => {
  test.each([
    [{}, [null, null, []]],
    [{ http_proxy: 'a', HTTPS_PROXY: 'b', no_proxy: 'c, d' }, ['a', 'b', ['c', ' d']]],
    [{ http_proxy: 'small', HTTP_PROXY: 'capital', NO_PROXY: '*' }, ['small', null, ['*']]],
    [{ http_proxy: '', HTTP_PROXY: 'capital', HTTPS_PROXY: '' }, [null, null, []]],
    [{ HTTP_PROXY: 'from a client', REQUEST_METHOD: 'GET' }, [null, null, []]],
  ])('reads %j', (environment, [httpProxy, httpsProxy, noProxyHosts]) => {
    expect(proxiesOfEnvironment(environment)).toEqual({ httpProxy, httpsProxy, noProxyHosts });
  });
});

describe('`proxyFor()`', () => {
  const hostOf = (url: string, noProxyHosts: string[] = []) =>
    proxyFor(new URL(url), { httpProxy: 'plain', httpsProxy: 'secure', noProxyHosts })?.host;

  test('goes by the scheme', () => {
    expect([hostOf('http://example.com'), hostOf('https://example.com')]).toEqual(['plain', 'secure']);
    expect(proxyFor(new URL('http://a'), { httpProxy: null, httpsProxy: 'b', noProxyHosts: [] })).toBeUndefined();
    expect(proxyFor(new URL('http://a'), { httpProxy: '', httpsProxy: null, noProxyHosts: [] })).toBeUndefined();
  });

  test.each([
    ['http://example.com', ['example.com'], undefined],
    ['http://EXAMPLE.com:8080', [' .Example.com '], undefined],
    ['http://a.b.example.com', ['example.com'], undefined],
    ['http://badexample.com', ['example.com', ''], 'plain'],
    ['http://example.com', ['other', '*'], 'plain'],
    ['http://example.com', ['*'], undefined],
    ['http://127.0.0.1:1', ['127.0.0.1'], undefined],
    ['http://127.0.0.1:1', ['0.1'], 'plain'],
    ['http://[::1]', ['::1'], undefined],
  ])('asks %s without %j by %s', (url, noProxyHosts, host) => {
    expect(hostOf(url, noProxyHosts)).toBe(host);
  });
});
