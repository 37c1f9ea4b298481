package skyhall.server.api;

import java.util.List;
import java.util.function.Supplier;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.Organisation;
import skyhall.server.view.BucketView;
import skyhall.server.view.VolumeView;
import skyhall.storage.Upkeep;
import skyhall.storage.bucket.Buckets;

/// Buckets by organisation, and the volume's health. Objects are the S3 API's.
public final class StorageApi {
    private static final Endpoint BUCKETS = Endpoint.get(
                    "/api/v1/organisations/{organisation}/buckets",
                    BucketView.class,
                    "Lists the buckets of an organisation by name.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint VOLUME = Endpoint.get(
                    "/api/v1/volume", VolumeView.class, "Shows how the disk volume is doing.")
            .refusing(PlatformFault.OPERATORS_ONLY);

    public static final List<Endpoint> ENDPOINTS = List.of(BUCKETS, VOLUME);

    private final Supplier<Buckets> buckets;
    private final Supplier<Upkeep> upkeep;
    private final Gate gate;

    public StorageApi(Identity identity, Supplier<Buckets> buckets, Supplier<Upkeep> upkeep) {
        this.buckets = buckets;
        this.upkeep = upkeep;
        this.gate = new Gate(identity);
    }

    public List<Operation> operations() {
        return List.of(new Operation(BUCKETS, this::buckets), new Operation(VOLUME, call -> {
            gate.enterInstallation(call.caller(), "sky:GetVolume");
            return VolumeView.of(upkeep.get());
        }));
    }

    private Page<BucketView> buckets(Operation.Call call) {
        Organisation organisation = gate.enter(call, "sky:ListBuckets", "bucket");
        String after = call.page().after().map(cursor -> cursor.afterKey()).orElse("");
        List<BucketView> fetched = buckets
                .get()
                .page(organisation.id(), "", after, call.page().limit() + 1)
                .stream()
                .map(BucketView::of)
                .toList();
        return Page.of(fetched, call.page().limit(), BucketView::name);
    }
}
