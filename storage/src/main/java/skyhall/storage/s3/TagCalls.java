package skyhall.storage.s3;

import java.io.IOException;
import java.util.List;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.tag.Tags;
import skyhall.storage.wire.Address;

/// Tags of objects.
public final class TagCalls {
    private final ObjectFinder finder;
    private final Objects objects;

    public TagCalls(Buckets buckets, Objects objects) {
        this.finder = new ObjectFinder(new BucketFinder(buckets), objects);
        this.objects = objects;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", Address.Scope.OBJECT, "tagging", this::get),
                new Route("PUT", Address.Scope.OBJECT, "tagging", this::put),
                new Route("DELETE", Address.Scope.OBJECT, "tagging", this::delete));
    }

    private S3Answer get(S3Call call) {
        ObjectVersion object = finder.facts(call, S3Action.GET_OBJECT_TAGGING, S3Action.GET_OBJECT_VERSION_TAGGING);
        return versioned(S3Answer.xml(200, object.tags().xml()), call, object);
    }

    private S3Answer put(S3Call call) throws IOException {
        Tags tags = Tags.ofXml(call.document(), Tags.MAX_ON_OBJECT);
        ObjectVersion object = finder.facts(call, S3Action.PUT_OBJECT_TAGGING, S3Action.PUT_OBJECT_VERSION_TAGGING);
        return set(call, object, tags, S3Answer.ok());
    }

    private S3Answer delete(S3Call call) {
        ObjectVersion object =
                finder.facts(call, S3Action.DELETE_OBJECT_TAGGING, S3Action.DELETE_OBJECT_VERSION_TAGGING);
        return set(call, object, Tags.NONE, S3Answer.noContent());
    }

    private S3Answer set(S3Call call, ObjectVersion object, Tags tags, S3Answer answer) {
        if (!objects.setTags(finder.bucket(call), object, tags)) {
            throw new FaultException(StorageFault.NO_SUCH_KEY, "");
        }
        return versioned(answer, call, object);
    }

    private S3Answer versioned(S3Answer answer, S3Call call, ObjectVersion object) {
        ObjectAnswer.version(answer, finder.bucket(call), object.version());
        return answer;
    }
}
