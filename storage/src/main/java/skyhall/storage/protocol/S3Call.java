package skyhall.storage.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.Asker;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.Subject;
import skyhall.storage.signature.DeclaredChecksums;
import skyhall.storage.signature.PayloadReader;
import skyhall.storage.signature.SignedRequest;
import skyhall.storage.signature.Verification;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.Query;

/// One request whose signature has been checked. For one thread.
public final class S3Call {
    /// Longest document that an operation takes, such as a list of 1000 keys to delete.
    public static final int MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

    private final String requestId;
    private final SignedRequest wire;
    private final Address address;
    private final Query query;
    private final Verification<Principal> verification;
    private final Subject subject;
    private final Asker asker;
    private final InputStream rawBody;

    S3Call(
            String requestId,
            SignedRequest wire,
            Address address,
            Query query,
            Verification<Principal> verification,
            Subject subject,
            Asker asker,
            InputStream rawBody) {
        this.requestId = requestId;
        this.wire = wire;
        this.address = address;
        this.query = query;
        this.verification = verification;
        this.subject = subject;
        this.asker = asker;
        this.rawBody = rawBody;
    }

    public String requestId() {
        return requestId;
    }

    public String method() {
        return wire.method();
    }

    public Instant receivedAt() {
        return wire.receivedAt();
    }

    /// Not empty, but not yet checked to be a valid name.
    public String bucketName() {
        return address.bucket();
    }

    /// The key as the client gave it, decoded; may be too long.
    public String key() {
        return address.key();
    }

    public Query query() {
        return query;
    }

    /// Who asks, with the circumstances that policies look at.
    public Subject subject() {
        return subject;
    }

    /// Who asks, as the journal names it.
    Asker asker() {
        return asker;
    }

    public boolean isAnonymous() {
        return subject.caller() instanceof Caller.Anonymous;
    }

    /// The one who signed.
    ///
    /// @throws FaultException `AccessDenied` when nobody did
    public Principal principal() {
        if (subject.caller() instanceof Principal principal) {
            return principal;
        }
        throw Guard.denied();
    }

    public SignedRequest wire() {
        return wire;
    }

    /// The first value of a header, trimmed.
    public Optional<String> header(String name) {
        return wire.header(name);
    }

    public List<String> headers(String name) {
        return wire.headers(name);
    }

    public DeclaredChecksums declaredChecksums() {
        return DeclaredChecksums.from(wire);
    }

    /// Opens the body, framing undone and hashes checked. Until this is called, no `100 Continue` is
    /// sent.
    public PayloadReader body(DeclaredChecksums declared) {
        return PayloadReader.open(wire, verification, declared, rawBody);
    }

    /// The body as it stands on the wire, for a form.
    public InputStream rawBody() {
        return rawBody;
    }

    /// The object's length as announced, if it was.
    public OptionalLong announcedLength() {
        return PayloadReader.announcedLength(wire, verification.payload());
    }

    /// Reads the body as a document, and checks what was declared about it.
    public byte[] document() throws IOException {
        return document(declaredChecksums());
    }

    /// Reads the body of a request whose checksum headers speak of an object and not of the body.
    public byte[] documentOfAnObject() throws IOException {
        return document(DeclaredChecksums.from(
                List.of(), name -> name.equals("Content-MD5") ? wire.header(name) : Optional.empty()));
    }

    private byte[] document(DeclaredChecksums declared) throws IOException {
        try (PayloadReader body = body(declared)) {
            byte[] bytes = body.readNBytes(MAX_DOCUMENT_BYTES + 1);
            if (bytes.length > MAX_DOCUMENT_BYTES) {
                throw new FaultException(StorageFault.MAX_MESSAGE_LENGTH, "");
            }
            Digests digests = new Digests(declared.algorithm().stream().toList());
            digests.update(bytes, 0, bytes.length);
            Optional<ChecksumAlgorithm> inTrailer = declared.inTrailer();
            declared.verify(digests.finish(), inTrailer.isPresent() ? body.trailingChecksum() : Optional.empty());
            return bytes;
        }
    }
}
