package skyhall.storage.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import skyhall.storage.Storage;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.checksum.Digests;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Precondition;
import skyhall.storage.tag.Tags;

/// Puts objects past the console, as an S3 client would.
final class Stored {
    private Stored() {}

    static void put(Storage storage, Bucket bucket, String key, String text) {
        try {
            storage.objects()
                    .put(
                            bucket,
                            new ObjectKey(key),
                            Precondition.NONE,
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            new Digests(List.of()),
                            received -> new NewObject(
                                    storage.objects().now(),
                                    received.digests().lengthBytes(),
                                    received.digests().md5Hex(),
                                    bucket.ownerId(),
                                    bucket.account(),
                                    ObjectHeaders.NONE,
                                    Tags.NONE,
                                    Optional.empty(),
                                    Optional.empty(),
                                    received.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
