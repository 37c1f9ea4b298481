package skyhall.platform.identity;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.secret.Secret;
import skyhall.platform.settings.Settings;

/// Hashes and checks passwords with Argon2id (RFC 9106). Each hash takes tens of milliseconds and its memory on
/// purpose, so only a few run at a time.
final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int LEAST_MEMORY_KIB = 7168;

    /// The weakest of the settings that the OWASP cheat sheet holds equal: 7 MiB, 5 iterations.
    private static final long LEAST_WORK = 7168L * 5;

    private final Argon2PasswordEncoder encoder;
    private final String parameters;
    private final Semaphore atOnce;
    private final String nobodysHash;

    Passwords(Settings settings) {
        this(
                settings.get(IdentitySettings.PASSWORD_MEMORY_KIB),
                settings.get(IdentitySettings.PASSWORD_ITERATIONS),
                settings.get(IdentitySettings.PASSWORD_CHECKS_AT_ONCE));
        refuseWeak(
                settings.get(IdentitySettings.PASSWORD_MEMORY_KIB), settings.get(IdentitySettings.PASSWORD_ITERATIONS));
    }

    /// Without the least strength that settings must have; for tests.
    Passwords(int memoryKib, int iterations, int atOnce) {
        this.encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memoryKib, iterations);
        this.parameters = "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + LANES + "$";
        this.atOnce = new Semaphore(Math.max(1, atOnce), true);
        this.nobodysHash = hash(Secret.of("nobody has this password"));
    }

    /// A new hash with today's parameters and a salt of its own.
    String hash(Secret password) {
        return inTurn(() -> java.util.Objects.requireNonNull(encoder.encode(normal(password))));
    }

    boolean matches(Secret password, String hash) {
        return inTurn(() -> encoder.matches(normal(password), hash));
    }

    /// Takes as long as a check that finds the password wrong.
    void checkInVain(Secret password) {
        matches(password, nobodysHash);
    }

    /// True when the hash was made with other parameters than today's.
    boolean isOutdated(String hash) {
        return !hash.startsWith(parameters);
    }

    /// The same password typed on two keyboards may be two byte sequences: NIST SP 800-63B, 5.1.1.2 asks for NFKC.
    private static String normal(Secret password) {
        return Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }

    private static void refuseWeak(int memoryKib, int iterations) {
        if (memoryKib < LEAST_MEMORY_KIB || iterations < 1 || (long) memoryKib * iterations < LEAST_WORK) {
            throw new FaultException(
                    PlatformFault.SETTING_MALFORMED,
                    "'" + IdentitySettings.PASSWORD_MEMORY_KIB.name() + "' must be at least " + LEAST_MEMORY_KIB
                            + ", and times '" + IdentitySettings.PASSWORD_ITERATIONS.name() + "' at least "
                            + LEAST_WORK + ".");
        }
    }
}
