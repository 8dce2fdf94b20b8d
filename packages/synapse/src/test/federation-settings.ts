import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** What makes a Synapse federate with others of this machine. */
export interface FederationSettings {
  /** With the port where other servers reach it. */
  readonly serverName: string;
  readonly listener: object;
  /** Top-level settings. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Settings for a Synapse that other servers reach at a port of 127.0.0.1, over TLS. It trusts every certificate, is never
 * short of patience with other servers, and never tries twice.
 *
 * @param python Has the package `cryptography`.
 * @param folder Gets the certificate and its key.
 */
export async function federationSettings(python: string, folder: string): Promise<FederationSettings> {
  const [certificate, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  await promisify(execFile)(python, ['-c', MAKE_CERTIFICATE, certificate, key]);
  const port = await freePort();
  const unlimited = { per_second: 100_000, burst_count: 100_000 };
  return {
    serverName: `localhost:${port}`,
    listener: { port, type: 'http', tls: true, bind_addresses: ['127.0.0.1'], resources: [{ names: ['federation'] }] },
    settings: {
      tls_certificate_path: certificate,
      tls_private_key_path: key,
      federation_verify_certificates: false,
      ip_range_blacklist: [],
      federation: {
        client_timeout: 10_000,
        max_short_retries: 0,
        max_long_retries: 0,
        destination_min_retry_interval: 1,
        destination_max_retry_interval: 1,
      },
      rc_federation: {
        window_size: 1000,
        sleep_limit: 100_000,
        sleep_delay: 0,
        reject_limit: 100_000,
        concurrent: 100,
      },
      federation_rr_transactions_per_room_per_second: 100_000,
      rc_invites: { per_room: unlimited, per_user: unlimited, per_issuer: unlimited },
      rc_joins_per_room: unlimited,
    },
  };
}

/** Writes a self-signed certificate, and its key. */
const MAKE_CERTIFICATE = `
import sys
from datetime import datetime, timedelta, timezone
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
now = datetime.now(timezone.utc)
certificate = (
    x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    .not_valid_before(now - timedelta(days=1))
    .not_valid_after(now + timedelta(days=1))
    .sign(key, hashes.SHA256())
)
pem = serialization.Encoding.PEM
with open(sys.argv[1], "wb") as file:
    file.write(certificate.public_bytes(pem))
with open(sys.argv[2], "wb") as file:
    file.write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
`;
