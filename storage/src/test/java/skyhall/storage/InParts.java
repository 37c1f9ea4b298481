package skyhall.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.checksum.Digests;
import skyhall.storage.multipart.Completion;
import skyhall.storage.multipart.CompletionOutcome;
import skyhall.storage.multipart.NamedPart;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.multipart.Part;
import skyhall.storage.multipart.UploadChecksum;
import skyhall.storage.multipart.UploadId;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.tag.Tags;

/// Uploads in parts as a client makes them, for tests.
public final class InParts {
    private final Depot depot;

    public InParts(Depot depot) {
        this.depot = depot;
    }

    public Optional<UploadId> tryBegin(Bucket bucket, String key, Optional<UploadChecksum> checksum) {
        return depot.uploads.begin(
                bucket,
                new OpenUpload(
                        new UploadId(0, 0),
                        new ObjectKey(key),
                        depot.objects.now(),
                        bucket.ownerId(),
                        bucket.account(),
                        ObjectHeaders.NONE,
                        Tags.NONE,
                        Optional.empty(),
                        checksum,
                        Optional.empty()));
    }

    public OpenUpload begin(Bucket bucket, String key) {
        return begin(bucket, key, Optional.empty());
    }

    public OpenUpload begin(Bucket bucket, String key, Optional<UploadChecksum> checksum) {
        UploadId id = tryBegin(bucket, key, checksum).orElseThrow();
        return depot.uploads.find(bucket, new ObjectKey(key), id).orElseThrow();
    }

    public Part part(OpenUpload upload, int number, String text) {
        return tryPart(upload, number, text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /// Empty when the upload is not open any more.
    public Optional<Part> tryPart(OpenUpload upload, int number, byte[] bytes) {
        List<UploadChecksum> wanted = upload.checksum().stream().toList();
        try {
            return depot.uploads.putPart(
                    upload,
                    number,
                    new ByteArrayInputStream(bytes),
                    new Digests(wanted.stream().map(UploadChecksum::algorithm).toList()),
                    arrived -> wanted.stream()
                            .flatMap(how -> arrived.checksum(how.algorithm()).stream())
                            .map(StoredChecksum::whole)
                            .findFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The wish to complete with these parts as they came in.
    public Completion wish(List<Part> parts) {
        return wish(parts, Precondition.NONE);
    }

    public Completion wish(List<Part> parts, Precondition condition) {
        List<NamedPart> named = parts.stream()
                .map(part -> new NamedPart(
                        part.number(), part.etag(), part.checksum().map(StoredChecksum::value)))
                .toList();
        return new Completion(named, condition, Optional.empty(), Optional.empty(), depot.objects.now());
    }

    public CompletionOutcome complete(Bucket bucket, OpenUpload upload, Part... parts) {
        return depot.uploads.complete(bucket, upload, wish(Arrays.asList(parts)));
    }

    /// Completes, and fails when that was refused.
    public OpenUpload.Completed completed(Bucket bucket, OpenUpload upload, Part... parts) {
        CompletionOutcome outcome = complete(bucket, upload, parts);
        if (outcome instanceof CompletionOutcome.Done(OpenUpload.Completed completed)) {
            return completed;
        }
        throw new AssertionError("not completed: " + outcome);
    }

    /// An object that was uploaded in one part.
    public OpenUpload whole(Bucket bucket, String key, String text) {
        OpenUpload upload = begin(bucket, key);
        completed(bucket, upload, part(upload, 1, text));
        return upload;
    }
}
