package skyhall.storage.s3;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;
import skyhall.storage.checksum.Digests;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.multipart.UploadChecksum;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.signature.DeclaredChecksums;

/// The checksum of an upload in parts: what is declared at its beginning, and what each part must agree
/// with.
final class UploadChecksums {
    private UploadChecksums() {}

    static Optional<UploadChecksum> declared(S3Call call) {
        Optional<ChecksumAlgorithm> algorithm = call.header("x-amz-checksum-algorithm")
                .map(name -> ChecksumAlgorithm.parse(name)
                        .orElseThrow(() -> invalid("Checksum algorithm provided is unsupported.")));
        Optional<String> type = call.header("x-amz-checksum-type");
        if (algorithm.isEmpty()) {
            if (type.isPresent()) {
                throw invalid(
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return Optional.empty();
        }
        ChecksumType wanted =
                type.map(UploadChecksums::type).orElse(algorithm.get().defaultType());
        if (!algorithm.get().allows(wanted)) {
            throw invalid("The " + wanted + " checksum type cannot be used with the "
                    + algorithm.get().wireName() + " checksum algorithm.");
        }
        return Optional.of(new UploadChecksum(algorithm.get(), wanted));
    }

    static ChecksumType type(String name) {
        return Arrays.stream(ChecksumType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("Value for x-amz-checksum-type header is invalid."));
    }

    static void requireAgreement(DeclaredChecksums declared, OpenUpload upload) {
        declared.algorithm().ifPresent(given -> upload.checksum().ifPresent(wanted -> {
            if (wanted.algorithm() != given) {
                throw invalid("Checksum Type mismatch occurred, expected checksum Type: "
                        + wanted.algorithm().wireName().toLowerCase(Locale.ROOT) + ", actual checksum Type: "
                        + given.wireName().toLowerCase(Locale.ROOT));
            }
        }));
    }

    /// The checksum to keep with a part: by the upload's algorithm, else the one that came with the
    /// part.
    static Optional<StoredChecksum> ofPart(
            Optional<StoredChecksum> given, Optional<ChecksumAlgorithm> wanted, Digests.Results arrived) {
        return wanted.flatMap(arrived::checksum).map(StoredChecksum::whole).or(() -> given);
    }

    private static FaultException invalid(String detail) {
        return new FaultException(StorageFault.INVALID_REQUEST, detail);
    }
}
