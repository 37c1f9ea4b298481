package skyhall.storage.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.Content;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.S3Times;

/// Getting objects: the bytes, or only what is known of them.
public final class ReadCalls {
    private final ObjectFinder finder;
    private final Objects objects;
    private final ContentReader contents;

    public ReadCalls(Buckets buckets, Objects objects, ContentReader contents) {
        this.finder = new ObjectFinder(new BucketFinder(buckets), objects);
        this.objects = objects;
        this.contents = contents;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", Address.Scope.OBJECT, "", this::get),
                new Route("HEAD", Address.Scope.OBJECT, "", this::head),
                new Route("GET", Address.Scope.OBJECT, "attributes", this::attributes));
    }

    private S3Answer get(S3Call call) {
        ObjectVersion object = finder.withBytes(call, S3Action.GET_OBJECT, S3Action.GET_OBJECT_VERSION);
        Bucket bucket = finder.bucket(call);
        return switch (ReadConditions.check(call, "", object)) {
            case NOT_MODIFIED -> notModified(bucket, object);
            case FAILED -> throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
            case HOLD -> whole(call, bucket, object);
        };
    }

    private S3Answer head(S3Call call) {
        ObjectVersion object = finder.facts(call, S3Action.GET_OBJECT, S3Action.GET_OBJECT_VERSION);
        Bucket bucket = finder.bucket(call);
        return switch (ReadConditions.check(call, "", object)) {
            case NOT_MODIFIED -> notModified(bucket, object);
            case FAILED -> throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
            case HOLD -> {
                Optional<ByteRange> range = range(call, object);
                yield described(call, bucket, object, range)
                        .lengthOnly(range.map(ByteRange::length).orElse(object.sizeBytes()));
            }
        };
    }

    private static S3Answer notModified(Bucket bucket, ObjectVersion object) {
        S3Answer answer = S3Answer.of(304)
                .header("ETag", '"' + object.etag() + '"')
                .header("Last-Modified", S3Times.inHeaders(object.modifiedAt()));
        ObjectAnswer.version(answer, bucket, object.version());
        return answer;
    }

    private S3Answer whole(S3Call call, Bucket bucket, ObjectVersion object) {
        Optional<ByteRange> range = range(call, object);
        long first = range.map(ByteRange::first).orElse(0L);
        long length = range.map(ByteRange::length).orElse(object.sizeBytes());
        ContentReader.Opened content = contents.open(object.content(), object.sizeBytes());
        return described(call, bucket, object, range).stream(length, new S3Answer.BodyWriter() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                content.writeTo(out, first, length);
            }

            @Override
            public void close() {
                content.close();
            }
        });
    }

    private S3Answer described(S3Call call, Bucket bucket, ObjectVersion object, Optional<ByteRange> range) {
        S3Answer answer = ObjectAnswer.of(range.isPresent() ? 206 : 200, call, bucket, object);
        range.ifPresent(part -> answer.header("Content-Range", part.contentRange(object.sizeBytes())));
        if (call.query().has("partNumber")) {
            parts(answer, call, object);
        } else if (range.isEmpty()) {
            ObjectAnswer.checksum(answer, call, object);
        }
        return answer;
    }

    private void parts(S3Answer answer, S3Call call, ObjectVersion object) {
        List<Content.Piece> pieces = objects.pieces(object);
        if (!pieces.isEmpty()) {
            answer.header("x-amz-mp-parts-count", "" + pieces.size());
        }
        if (pieces.isEmpty()) {
            ObjectAnswer.checksum(answer, call, object);
            return;
        }
        int number = PartNumbers.parse(call.query().first("partNumber").orElse(""));
        Optional<StoredChecksum> part = pieces.get(number - 1).checksum();
        if (ObjectAnswer.wantsChecksum(call)
                && part.isPresent()
                && object.checksum().isPresent()) {
            answer.header(part.get().algorithm().headerName(), part.get().value())
                    .header(
                            "x-amz-checksum-type",
                            object.checksum().get().type().name());
        }
    }

    /// The range that is asked for by `Range` or by `partNumber`.
    private Optional<ByteRange> range(S3Call call, ObjectVersion object) {
        Optional<String> partNumber = call.query().first("partNumber");
        Optional<String> header = call.header("Range").or(() -> call.header("x-amz-range"));
        if (partNumber.isPresent()) {
            if (header.isPresent()) {
                throw new FaultException(
                        StorageFault.INVALID_REQUEST,
                        "Cannot specify both Range header and partNumber query parameter");
            }
            return part(PartNumbers.parse(partNumber.get()), object);
        }
        boolean current = call.header("If-Range")
                .map(tag -> EntityTags.matches(tag, object.etag())
                        || S3Times.parse(tag)
                                .map(at -> !object.modifiedAt()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .isAfter(at))
                                .orElse(false))
                .orElse(true);
        return current ? header.flatMap(text -> ByteRange.of(text, object.sizeBytes())) : Optional.empty();
    }

    private Optional<ByteRange> part(int number, ObjectVersion object) {
        List<Content.Piece> pieces = objects.pieces(object);
        if (pieces.isEmpty()) {
            if (number == 1) {
                return object.sizeBytes() == 0 ? Optional.empty() : Optional.of(new ByteRange(0, object.sizeBytes()));
            }
            throw new FaultException(StorageFault.INVALID_PART_NUMBER, "");
        }
        if (number > pieces.size()) {
            throw new FaultException(StorageFault.INVALID_PART_NUMBER, "");
        }
        long first = pieces.stream()
                .limit(number - 1L)
                .mapToLong(Content.Piece::sizeBytes)
                .sum();
        return Optional.of(new ByteRange(first, pieces.get(number - 1).sizeBytes()));
    }

    private S3Answer attributes(S3Call call) {
        ObjectVersion object =
                finder.facts(call, S3Action.GET_OBJECT_ATTRIBUTES, S3Action.GET_OBJECT_VERSION_ATTRIBUTES);
        S3Answer answer = S3Answer.xml(AttributesXml.of(call, object, objects.pieces(object)));
        answer.header("Last-Modified", S3Times.inHeaders(object.modifiedAt()));
        ObjectAnswer.version(answer, finder.bucket(call), object.version());
        return answer;
    }
}
