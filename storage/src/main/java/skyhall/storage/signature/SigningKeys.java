package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Derives the signing key of a secret for a day, and keeps those that were used lately.
///
/// Only ids that exist and days that a request may name get here, so the number of entries is small; the bound
/// is there all the same. A changed secret is another entry. Source: S3 API Reference, "Signature
/// Calculations", task 3.
final class SigningKeys {
    private static final int MOST_KEPT = 10_000;

    private final ConcurrentMap<Source, HmacKey> kept = new ConcurrentHashMap<>();

    HmacKey of(String secret, Credential credential) {
        Source source = new Source(secret, credential.date(), credential.region());
        HmacKey known = kept.get(source);
        if (known != null) {
            return known;
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        HmacKey derived = derive(source);
        kept.put(source, derived);
        return derived;
    }

    private static HmacKey derive(Source source) {
        HmacKey key = new HmacKey(("AWS4" + source.secret()).getBytes(StandardCharsets.UTF_8));
        for (String word : new String[] {source.date(), source.region(), Credential.SERVICE, Credential.TERMINAL}) {
            key = new HmacKey(key.sign(word));
        }
        return key;
    }

    private record Source(String secret, String date, String region) {
        @Override
        public String toString() {
            return "Source[" + date + ", " + region + "]";
        }
    }
}
