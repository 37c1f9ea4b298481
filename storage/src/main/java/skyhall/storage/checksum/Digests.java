package skyhall.storage.checksum;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All digests that one upload needs, in one pass: MD5 for the entity tag and the checksums asked for. For one
/// thread.
///
/// Every block goes through all of them while it is still in the processor's cache; blocks of 16 to 64 KiB do
/// best.
public final class Digests {
    private final MessageDigest md5 = RunningDigest.named("MD5");
    private final List<RunningChecksum> running = new ArrayList<>();
    private long lengthBytes;
    private @Nullable Results results;

    /// @param wanted algorithms beside MD5; may be empty, and may name one twice
    public Digests(Collection<ChecksumAlgorithm> wanted) {
        EnumSet<ChecksumAlgorithm> distinct = EnumSet.noneOf(ChecksumAlgorithm.class);
        distinct.addAll(wanted);
        distinct.forEach(algorithm -> running.add(algorithm.start()));
    }

    /// Takes in `length` bytes from `offset`.
    ///
    /// @throws IllegalStateException after [#finish]
    public void update(byte[] bytes, int offset, int length) {
        if (results != null) {
            throw new IllegalStateException("already finished");
        }
        md5.update(bytes, offset, length);
        for (RunningChecksum checksum : running) {
            checksum.update(bytes, offset, length);
        }
        lengthBytes += length;
    }

    /// The values over everything taken in. May be called again; then nothing more can be taken in.
    public Results finish() {
        if (results == null) {
            Map<ChecksumAlgorithm, Checksum> checksums = new EnumMap<>(ChecksumAlgorithm.class);
            for (RunningChecksum checksum : running) {
                Checksum value = checksum.finish();
                checksums.put(value.algorithm(), value);
            }
            results = new Results(md5.digest(), checksums, lengthBytes);
        }
        return results;
    }

    /// What came out.
    public static final class Results {
        private final byte[] md5;
        private final Map<ChecksumAlgorithm, Checksum> checksums;
        private final long lengthBytes;

        Results(byte[] md5, Map<ChecksumAlgorithm, Checksum> checksums, long lengthBytes) {
            this.md5 = md5;
            this.checksums = checksums;
            this.lengthBytes = lengthBytes;
        }

        /// The sixteen bytes of MD5 (a copy).
        public byte[] md5() {
            return md5.clone();
        }

        /// MD5 as 32 lower-case hex digits: the entity tag of a plain object, without quotes.
        public String md5Hex() {
            return HexFormat.of().formatHex(md5);
        }

        /// The checksum by an algorithm that was asked for; empty for any other.
        public Optional<Checksum> checksum(ChecksumAlgorithm algorithm) {
            return Optional.ofNullable(checksums.get(algorithm));
        }

        /// How many bytes were taken in.
        public long lengthBytes() {
            return lengthBytes;
        }
    }
}
