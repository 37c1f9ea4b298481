package skyhall.storage.protocol;

import java.io.EOFException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.database.DatabaseTrouble;
import skyhall.platform.fault.Blame;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.DamagedContent;
import skyhall.storage.volume.BlobDamaged;
import skyhall.storage.volume.BlobMissing;
import skyhall.storage.volume.VolumeRefusal;
import skyhall.storage.wire.XmlText;

/// Turns whatever was thrown into S3's XML.
public final class ErrorAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswer.class);

    private ErrorAnswer() {}

    /// The fault behind an exception. What is nobody's fault by name is ours.
    public static FaultException faultOf(Throwable thrown) {
        return switch (thrown) {
            case FaultException fault -> fault;
            case VolumeRefusal refusal ->
                new FaultException(
                        refusal.reason() instanceof VolumeRefusal.Reason.NoRoom
                                ? StorageFault.NO_ROOM
                                : StorageFault.DISK_FAILED,
                        refusal.reason().sentence(),
                        refusal);
            case DamagedContent damaged -> new FaultException(StorageFault.DAMAGED_OBJECT, "", damaged);
            case BlobDamaged damaged -> new FaultException(StorageFault.DAMAGED_OBJECT, "", damaged);
            case BlobMissing missing -> new FaultException(StorageFault.DAMAGED_OBJECT, "", missing);
            case EofException gone -> new FaultException(StorageFault.INCOMPLETE_BODY, "", gone);
            case EOFException gone -> new FaultException(StorageFault.INCOMPLETE_BODY, "", gone);
            case java.util.concurrent.TimeoutException slow ->
                new FaultException(StorageFault.REQUEST_TIMEOUT, "", slow);
            default -> other(thrown);
        };
    }

    private static FaultException other(Throwable thrown) {
        if (thrown instanceof HttpException bad) {
            return new FaultException(StorageFault.BAD_REQUEST, String.valueOf(bad.getReason()), thrown);
        }
        if (DatabaseTrouble.isOutOfRoom(thrown)) {
            return new FaultException(StorageFault.NO_ROOM, "The database has no room left.", thrown);
        }
        if (DatabaseTrouble.isGone(thrown)) {
            return new FaultException(StorageFault.DATABASE_GONE, "", thrown);
        }
        Throwable cause = thrown.getCause();
        return cause == null || cause == thrown
                ? new FaultException(StorageFault.INTERNAL_ERROR, "", thrown)
                : faultOf(cause);
    }

    static S3Answer of(FaultException fault, String resource, String requestId, boolean withBody) {
        S3Answer answer = plain(fault, resource, requestId, withBody);
        if (fault instanceof FaultWithHeaders more) {
            more.headers().forEach(header -> answer.header(header.name(), header.value()));
        }
        return answer;
    }

    private static S3Answer plain(FaultException fault, String resource, String requestId, boolean withBody) {
        if (fault.fault().blame() != Blame.CALLER) {
            LOG.error("request {} for {} failed", requestId, resource, fault);
        }
        if (fault.fault() == StorageFault.NOT_MODIFIED || !withBody) {
            return S3Answer.of(fault.fault().httpStatus());
        }
        XmlText xml = XmlText.plain("Error")
                .leaf("Code", fault.fault().wireCode())
                .leaf("Message", message(fault))
                .leaf("Resource", resource)
                .leaf("RequestId", requestId)
                .leaf("HostId", requestId);
        Optional<String> bucket = Optional.of(resource)
                .filter(text -> text.length() > 1 && text.startsWith("/"))
                .map(text -> text.substring(1).split("/", 2)[0]);
        bucket.ifPresent(name -> xml.leaf("BucketName", name));
        return S3Answer.xml(fault.fault().httpStatus(), xml.bytes());
    }

    private static String message(FaultException fault) {
        return fault.detail().isEmpty() ? fault.fault().sentence() : fault.detail();
    }
}
