package skyhall.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.DeleteResult;
import skyhall.storage.object.Deletion;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.XmlNode;
import skyhall.storage.wire.XmlText;

/// Deleting one object, or up to a thousand in one request.
public final class DeleteCalls {
    private static final int MAX_KEYS = 1000;

    private final BucketFinder buckets;
    private final Objects objects;

    public DeleteCalls(Buckets buckets, Objects objects) {
        this.buckets = new BucketFinder(buckets);
        this.objects = objects;
    }

    public List<Route> routes() {
        return List.of(
                new Route("DELETE", Address.Scope.OBJECT, "", this::delete),
                new Route("POST", Address.Scope.BUCKET, "delete", this::deleteMany));
    }

    private S3Answer delete(S3Call call) {
        Bucket bucket = buckets.of(call);
        Wish wish = new Wish(call.key(), call.query().first("versionId"), RequestHeaders.deleteCondition(call));
        return switch (run(call, bucket, wish)) {
            case DeleteResult.Deleted deleted -> answer(bucket, deleted);
            case DeleteResult.ConditionFailed _ -> throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
            case DeleteResult.NothingThere _ -> throw new FaultException(StorageFault.NO_SUCH_KEY, "");
        };
    }

    private static S3Answer answer(Bucket bucket, DeleteResult.Deleted deleted) {
        S3Answer answer = S3Answer.noContent();
        if (deleted.marker()) {
            answer.header("x-amz-delete-marker", "true");
        }
        if (bucket.versioning() != Versioning.NEVER) {
            deleted.version().ifPresent(version -> answer.header("x-amz-version-id", version.text()));
        }
        return answer;
    }

    private DeleteResult run(S3Call call, Bucket bucket, Wish wish) {
        ObjectKey key = ObjectFinder.key(wish.key());
        VersionId.Asked asked = wish.version().map(ObjectFinder::asked).orElseGet(VersionId.Asked.Latest::new);
        S3Action action =
                asked instanceof VersionId.Asked.Latest ? S3Action.DELETE_OBJECT : S3Action.DELETE_OBJECT_VERSION;
        Guard.require(call.subject(), action, bucket, key);
        String ownerId =
                call.isAnonymous() ? UploadTerms.NOBODY : call.subject().ownerId();
        return objects.delete(new Deletion(
                bucket, key, asked, wish.condition(), ownerId, call.subject().account(), objects.now()));
    }

    private S3Answer deleteMany(S3Call call) throws IOException {
        Bucket bucket = buckets.of(call);
        XmlNode root = XmlNode.parse(call.document(), "Delete");
        List<Wish> wishes = root.all("Object").map(DeleteCalls::wish).toList();
        if (wishes.isEmpty() || wishes.size() > MAX_KEYS) {
            throw XmlNode.malformed("Between 1 and 1000 objects are allowed.");
        }
        boolean quiet = root.text("Quiet").map(Boolean::parseBoolean).orElse(false);
        XmlText xml = XmlText.document("DeleteResult");
        for (Wish wish : wishes) {
            one(call, bucket, wish, quiet, xml);
        }
        return S3Answer.xml(xml);
    }

    private void one(S3Call call, Bucket bucket, Wish wish, boolean quiet, XmlText xml) {
        try {
            switch (run(call, bucket, wish)) {
                case DeleteResult.Deleted deleted -> {
                    if (!quiet) {
                        deleted(xml, bucket, wish, deleted);
                    }
                }
                case DeleteResult.ConditionFailed _ -> error(xml, wish, StorageFault.PRECONDITION_FAILED, "");
                case DeleteResult.NothingThere _ -> error(xml, wish, StorageFault.NO_SUCH_KEY, "");
            }
        } catch (FaultException refused) {
            error(xml, wish, refused.fault(), refused.detail());
        }
    }

    private static void deleted(XmlText xml, Bucket bucket, Wish wish, DeleteResult.Deleted deleted) {
        xml.open("Deleted").leaf("Key", wish.key());
        wish.version().ifPresent(version -> xml.leaf("VersionId", version));
        if (deleted.marker() && bucket.versioning() != Versioning.NEVER) {
            xml.leaf("DeleteMarker", true);
            deleted.version().ifPresent(version -> xml.leaf("DeleteMarkerVersionId", version.text()));
        }
        xml.close();
    }

    private static void error(XmlText xml, Wish wish, Fault fault, String detail) {
        xml.open("Error").leaf("Key", wish.key());
        wish.version().ifPresent(version -> xml.leaf("VersionId", version));
        xml.leaf("Code", fault.wireCode())
                .leaf("Message", detail.isEmpty() ? fault.sentence() : detail)
                .close();
    }

    private static Wish wish(XmlNode node) {
        return new Wish(
                node.one("Key").rawText(),
                node.text("VersionId").filter(text -> !text.isEmpty()),
                new Precondition(
                        node.text("ETag").map(EntityTags::list).orElse(List.of()),
                        List.of(),
                        node.text("LastModifiedTime").map(RequestHeaders::time),
                        node.text("Size").map(RequestHeaders::size)));
    }

    private record Wish(String key, Optional<String> version, Precondition condition) {}
}
