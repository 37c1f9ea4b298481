package skyhall.storage.signature;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.fault.StorageFault;

/// What an upload says of its own bytes: `Content-MD5`, one `x-amz-checksum-...` header, or one announced in
/// `x-amz-trailer`. Source: S3 API Reference, PutObject; S3 User Guide, "Checking object integrity".
public final class DeclaredChecksums {
    private static final String PREFIX = "x-amz-checksum-";
    private static final Set<String> NOT_VALUES = Set.of(PREFIX + "mode", PREFIX + "type", PREFIX + "algorithm");
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final int MD5_BYTES = 16;

    private final Optional<byte[]> contentMd5;
    private final Optional<Checksum> inHeader;
    private final Optional<ChecksumAlgorithm> inTrailer;

    private DeclaredChecksums(
            Optional<byte[]> contentMd5, Optional<Checksum> inHeader, Optional<ChecksumAlgorithm> inTrailer) {
        this.contentMd5 = contentMd5;
        this.inHeader = inHeader;
        this.inTrailer = inTrailer;
    }

    /// Reads the headers of a put, an upload of a part, or a request with a document.
    ///
    /// @throws FaultException when a value is malformed, when there is more than one checksum, or when
    ///     `x-amz-sdk-checksum-algorithm` names another algorithm
    public static DeclaredChecksums from(SignedRequest request) {
        return from(request.headerNames(), request::header);
    }

    /// Reads the fields of a form, which have the headers' names.
    ///
    /// @param lookup the value of a name in any case
    public static DeclaredChecksums from(Collection<String> names, Function<String, Optional<String>> lookup) {
        Optional<byte[]> md5 = lookup.apply("Content-MD5").map(DeclaredChecksums::md5);
        Optional<Checksum> inHeader = header(names, lookup);
        Optional<ChecksumAlgorithm> inTrailer = lookup.apply("x-amz-trailer").map(DeclaredChecksums::trailer);
        if (inHeader.isPresent() && inTrailer.isPresent()) {
            throw single();
        }
        Optional<ChecksumAlgorithm> present = inHeader.map(Checksum::algorithm).or(() -> inTrailer);
        lookup.apply(SDK_ALGORITHM).ifPresent(name -> requireAgreement(name, present));
        return new DeclaredChecksums(md5, inHeader, inTrailer);
    }

    /// The algorithm that was declared, in a header or a trailer; the bytes must be counted by it.
    public Optional<ChecksumAlgorithm> algorithm() {
        return inHeader.map(Checksum::algorithm).or(() -> inTrailer);
    }

    /// The checksum that a header gave.
    public Optional<Checksum> inHeader() {
        return inHeader;
    }

    /// The algorithm of the checksum that the trailer will give.
    public Optional<ChecksumAlgorithm> inTrailer() {
        return inTrailer;
    }

    /// Whether anything protects the bytes: object lock demands it.
    public boolean isEmpty() {
        return contentMd5.isEmpty() && inHeader.isEmpty() && inTrailer.isEmpty();
    }

    /// Compares what was declared with what arrived.
    ///
    /// @param arrived must hold the checksum by [#algorithm]
    /// @param trailing what [PayloadReader#trailingChecksum] gave
    /// @return the declared checksum, which is right; empty when none was declared
    /// @throws FaultException BadDigest when one is wrong
    public Optional<Checksum> verify(Digests.Results arrived, Optional<Checksum> trailing) {
        if (contentMd5.isPresent() && !MessageDigest.isEqual(contentMd5.get(), arrived.md5())) {
            throw new FaultException(
                    StorageFault.BAD_DIGEST,
                    "The Content-MD5 you specified did not match what we received: "
                            + Base64.getEncoder().encodeToString(arrived.md5()));
        }
        Optional<Checksum> declared = inHeader.or(() -> trailing);
        declared.ifPresent(checksum -> requireEqual(checksum, arrived));
        return declared;
    }

    private static void requireEqual(Checksum declared, Digests.Results arrived) {
        Checksum found = arrived.checksum(declared.algorithm())
                .orElseThrow(() -> new IllegalArgumentException("not counted by " + declared.algorithm()));
        if (!found.equals(declared)) {
            throw new FaultException(
                    StorageFault.BAD_DIGEST,
                    "The " + declared.algorithm().wireName() + " you specified did not match the calculated checksum.");
        }
    }

    private static byte[] md5(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == MD5_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the same refusal: not Base64 or not sixteen bytes is one mistake to the client.
        }
        throw new FaultException(StorageFault.INVALID_DIGEST, "The Content-MD5 you specified was invalid.");
    }

    private static Optional<Checksum> header(Collection<String> names, Function<String, Optional<String>> lookup) {
        List<Checksum> found = new ArrayList<>(1);
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX) && !NOT_VALUES.contains(lower)) {
                found.add(value(lower, lookup.apply(name).orElse("")));
            }
        }
        if (found.size() > 1) {
            throw single();
        }
        return found.stream().findFirst();
    }

    /// A value that is no checksum at all gets AWS's sentence under BadDigest: AWS answers InvalidRequest, the
    /// suite (test_object_checksum_sha256 and its kin) asks for BadDigest.
    private static Checksum value(String lowerName, String text) {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(lowerName)
                .orElseThrow(() -> new FaultException(
                        StorageFault.INVALID_REQUEST,
                        "The algorithm type you specified in " + PREFIX + " header is invalid."));
        return Checksum.parse(algorithm, text)
                .orElseThrow(() -> new FaultException(
                        StorageFault.BAD_DIGEST, "Value for " + algorithm.headerName() + " header is invalid."));
    }

    private static ChecksumAlgorithm trailer(String text) {
        return ChecksumAlgorithm.ofHeader(text)
                .orElseThrow(() -> new FaultException(
                        StorageFault.INVALID_REQUEST,
                        "The value specified in the x-amz-trailer header is not supported"));
    }

    private static void requireAgreement(String name, Optional<ChecksumAlgorithm> present) {
        if (present.isEmpty()) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST,
                    SDK_ALGORITHM + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were"
                            + " found.");
        }
        if (!ChecksumAlgorithm.parse(name).equals(present)) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST, "Value for " + SDK_ALGORITHM + " header is invalid.");
        }
    }

    private static FaultException single() {
        return new FaultException(
                StorageFault.INVALID_REQUEST,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
}
