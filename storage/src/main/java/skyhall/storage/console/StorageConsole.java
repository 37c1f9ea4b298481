package skyhall.storage.console;

import java.time.InstantSource;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.settings.Settings;
import skyhall.portal.PortalBuilder;
import skyhall.portal.PortalSettings;
import skyhall.portal.page.PortalSection;
import skyhall.storage.Storage;
import skyhall.storage.object.DamagedContent;
import skyhall.storage.protocol.ErrorAnswer;
import skyhall.storage.volume.BlobDamaged;
import skyhall.storage.volume.BlobMissing;
import skyhall.storage.volume.VolumeRefusal;

/// The pages of the object store. `server` adds them to the portal with one line.
public final class StorageConsole {
    private static final String ICON = "M4 7.5 12 3l8 4.5v9L12 21l-8-4.5v-9M4 7.5l8 4.5 8-4.5M12 12v9";

    private final BucketPages buckets;
    private final FolderPages folders;
    private final UploadPages uploads;
    private final ObjectPages objects;
    private final DeletePages deletions;

    /// @param settings of which the portal's largest form is the largest upload
    public StorageConsole(Storage storage, Settings settings, InstantSource clock) {
        Visits visits = new Visits(storage.buckets(), clock);
        this.buckets = new BucketPages(visits, storage.journal());
        this.folders = new FolderPages(visits, storage.listings());
        this.uploads = new UploadPages(visits, storage.objects(), settings.get(PortalSettings.UPLOAD_BYTES));
        this.objects = new ObjectPages(visits, storage.objects(), storage.listings(), storage.contents());
        this.deletions = new DeletePages(visits, storage.objects(), storage.listings());
    }

    /// Adds the section, its pages, messages, style and script.
    public void addTo(PortalBuilder portal) {
        portal.section(new PortalSection(
                        "storage.section.name",
                        "storage.section.summary",
                        Links.ROOT,
                        ICON,
                        person -> !person.policies().isEmpty()))
                .messages("skyhall/storage/messages")
                .asset("skyhall/storage/assets/storage.css")
                .asset("skyhall/storage/assets/storage.js")
                .routes(routes().filter(StorageConsole::translated).build());
    }

    private RouterFunctions.Builder routes() {
        return RouterFunctions.route()
                .GET(Links.ROOT, buckets::list)
                .GET(Links.NEW_BUCKET, buckets::form)
                .POST(Links.NEW_BUCKET, buckets::create)
                .GET(Links.SETTINGS, buckets::settings)
                .POST(Links.VERSIONING, buckets::setVersioning)
                .POST(Links.DELETE_BUCKET, buckets::delete)
                .GET(Links.FOLDER, folders::show)
                .GET(Links.DELETED, folders::deleted)
                .GET(Links.UPLOAD, uploads::form)
                .POST(Links.UPLOAD, uploads::receive)
                .GET(Links.NEW_FOLDER, uploads::folderForm)
                .POST(Links.NEW_FOLDER, uploads::makeFolder)
                .GET(Links.OBJECT, objects::show)
                .GET(Links.DOWNLOAD, objects::download)
                .POST(Links.RESTORE, objects::restore)
                .GET(Links.DELETE, deletions::ask)
                .POST(Links.ASK_DELETE, deletions::ask)
                .POST(Links.DELETE, deletions::delete);
    }

    /// What is done is done in the person's name, and what the volume throws becomes the fault that an S3 client would
    /// see.
    private static ServerResponse translated(
            ServerRequest request, org.springframework.web.servlet.function.HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            return Visit.asker(request).does(() -> next.handle(request));
        } catch (VolumeRefusal | DamagedContent | BlobDamaged | BlobMissing trouble) {
            throw ErrorAnswer.faultOf(trouble);
        }
    }
}
