package skyhall.storage.console;

import java.util.ArrayList;
import java.util.List;
import skyhall.portal.page.Page;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.permission.S3Action;

/// What stands above all pages of one bucket: its name and its views.
public record BucketHead(String name, List<skyhall.portal.page.Tab> tabs) {
    public BucketHead {
        tabs = List.copyOf(tabs);
    }

    enum Tab {
        OBJECTS,
        DELETED,
        SETTINGS
    }

    static BucketHead of(Visit visit, Bucket bucket, Tab current) {
        Page page = visit.page();
        String name = bucket.name().text();
        List<skyhall.portal.page.Tab> tabs = new ArrayList<>();
        tabs.add(new skyhall.portal.page.Tab(
                page.text("storage.tab.objects"), Links.bucket(name), current == Tab.OBJECTS));
        if (bucket.versioning() != Versioning.NEVER && visit.mayList(S3Action.LIST_BUCKET_VERSIONS, bucket, "")) {
            tabs.add(new skyhall.portal.page.Tab(
                    page.text("storage.tab.deleted"), Links.to(Links.DELETED, "bucket", name), current == Tab.DELETED));
        }
        tabs.add(new skyhall.portal.page.Tab(
                page.text("storage.tab.settings"), Links.to(Links.SETTINGS, "bucket", name), current == Tab.SETTINGS));
        return new BucketHead(name, tabs);
    }
}
