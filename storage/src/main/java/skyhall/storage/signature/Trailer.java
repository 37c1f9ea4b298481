package skyhall.storage.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.fault.StorageFault;

/// The lines after the final chunk: the checksum that was announced, and in signed bodies its signature.
///
/// A line may end in CR LF or in LF alone; AWS's own example has an empty line between the two, so one is
/// passed over while a signature is still due.
final class Trailer {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    /// More than S3 has names for; a bound on what a stranger can make us read.
    private static final int MOST_LINES = 16;

    private final Optional<ChecksumAlgorithm> announced;
    private final StringBuilder lines = new StringBuilder();
    private Optional<Checksum> checksum = Optional.empty();
    private @Nullable String signatureHex;

    Trailer(Optional<ChecksumAlgorithm> announced) {
        this.announced = announced;
    }

    /// Reads to the end of the trailer and checks it.
    ///
    /// @param chain checks the signature; absent where there must be none
    void read(LineInput input, @Nullable ChunkChain chain) throws IOException {
        for (int i = 0; i < MOST_LINES; i++) {
            String line = input.lineOrEnd();
            boolean signatureDue = chain != null && signatureHex == null;
            if (line == null || (line.isEmpty() && !signatureDue)) {
                requireAll(chain);
                return;
            }
            if (!line.isEmpty()) {
                take(line, chain != null);
            }
        }
        throw malformed("There are too many lines.");
    }

    Optional<Checksum> checksum() {
        return checksum;
    }

    private void take(String line, boolean signed) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw malformed("A line has no colon.");
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (signatureHex != null) {
            throw malformed("Something follows the signature.");
        } else if (name.equals(SIGNATURE) && signed) {
            signatureHex = value;
        } else {
            lines.append(name).append(':').append(value).append('\n');
            takeChecksum(name, value);
        }
    }

    private void takeChecksum(String name, String value) {
        if (announced.isEmpty() || !announced.get().headerName().equals(name)) {
            throw malformed("'" + name + "' was not announced in x-amz-trailer.");
        }
        if (checksum.isPresent()) {
            throw malformed("'" + name + "' is there twice.");
        }
        checksum = Checksum.parse(announced.get(), value);
        if (checksum.isEmpty()) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST, "Value for " + name + " trailing header is invalid.");
        }
    }

    private void requireAll(@Nullable ChunkChain chain) {
        if (announced.isPresent() && checksum.isEmpty()) {
            throw malformed("'" + announced.get().headerName() + "' was announced and did not come.");
        }
        if (chain != null) {
            if (signatureHex == null) {
                throw malformed("'" + SIGNATURE + "' is missing.");
            }
            chain.endTrailer(lines.toString().getBytes(StandardCharsets.ISO_8859_1), signatureHex);
        }
    }

    private static FaultException malformed(String detail) {
        return new FaultException(StorageFault.MALFORMED_TRAILER, detail);
    }
}
