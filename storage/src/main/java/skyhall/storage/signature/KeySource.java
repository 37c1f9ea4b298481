package skyhall.storage.signature;

import java.util.Optional;

/// Where secrets come from.
///
/// @param <T> what the caller of the verifier calls the one to whom a key belongs
@FunctionalInterface
public interface KeySource<T> {
    /// The key in force under that id; empty when there is none.
    Optional<Key<T>> find(String accessKeyId);

    /// A secret and to whom it belongs. The secret never reaches a log: [#toString()] leaves it out.
    record Key<T>(String secret, T principal) {
        @Override
        public String toString() {
            return "Key[of " + principal + "]";
        }
    }
}
