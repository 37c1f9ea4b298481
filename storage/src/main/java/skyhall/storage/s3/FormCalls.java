package skyhall.storage.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.checksum.Digests;
import skyhall.storage.form.FormFields;
import skyhall.storage.form.FormReader;
import skyhall.storage.form.FormUpload;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.permission.Subject;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.signature.DeclaredChecksums;
import skyhall.storage.signature.Verification;
import skyhall.storage.tag.Tags;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.PercentText;
import skyhall.storage.wire.XmlText;

/// POST Object: a browser's form. Who asks is told by the form, not by the request.
public final class FormCalls {
    private final BucketFinder buckets;
    private final Objects objects;
    private final FormReader<Principal> forms;

    public FormCalls(Buckets buckets, Objects objects, FormReader<Principal> forms) {
        this.buckets = new BucketFinder(buckets);
        this.objects = objects;
        this.forms = forms;
    }

    public List<Route> routes() {
        return List.of(new Route("POST", Address.Scope.BUCKET, "", this::post));
    }

    private S3Answer post(S3Call call) throws IOException {
        FormUpload<Principal> form = forms.open(
                call.rawBody(), call.header("Content-Type").orElse(""), call.bucketName(), call.receivedAt());
        Bucket bucket = buckets.of(call);
        FormFields fields = form.fields();
        UploadTerms terms = terms(call, bucket, form);
        DeclaredChecksums declared = DeclaredChecksums.from(fields.names(), fields::value);
        Digests digests = new Digests(declared.algorithm().stream().toList());
        AtomicReference<@Nullable NewObject> stored = new AtomicReference<>();
        PutOutcome outcome = objects.put(bucket, terms.key(), Precondition.NONE, form.content(), digests, received -> {
            NewObject object = terms.object(
                    objects.now(),
                    received.digests().lengthBytes(),
                    received.digests().md5Hex(),
                    declared.verify(received.digests(), Optional.empty()).map(StoredChecksum::whole),
                    received.content());
            stored.set(object);
            return object;
        });
        PutCalls.stored(outcome);
        NewObject object = java.util.Objects.requireNonNull(stored.get());
        return answer(fields, bucket, terms.key(), PutCalls.answer(outcome, bucket, object), object);
    }

    private UploadTerms terms(S3Call call, Bucket bucket, FormUpload<Principal> form) {
        FormFields fields = form.fields();
        Map<String, String> system = new TreeMap<>();
        Map<String, String> user = new TreeMap<>();
        for (String name : fields.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = latin1(fields.value(name).orElse(""));
            if (ObjectHeaders.SYSTEM.contains(lower)) {
                system.put(lower, value);
            } else if (lower.startsWith("x-amz-meta-")) {
                user.put(lower.substring("x-amz-meta-".length()), value);
            }
        }
        String type = latin1(fields.value("Content-Type").orElse(""));
        Tags tags = fields.value("tagging")
                .map(text -> Tags.ofXml(text.getBytes(StandardCharsets.UTF_8), Tags.MAX_ON_OBJECT))
                .orElse(Tags.NONE);
        Caller caller = form.caller() instanceof Verification.Signed<Principal> signed
                ? signed.principal()
                : new Caller.Anonymous();
        return UploadTerms.ofForm(
                new Subject(caller, call.subject().circumstances()),
                bucket,
                ObjectFinder.key(form.key()),
                new ObjectHeaders(type, system, user).checked(),
                tags,
                fields.value("acl").orElse(""));
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// A redirect when the form asks for one, else the status that it asks for, else 204.
    private static S3Answer answer(FormFields fields, Bucket bucket, ObjectKey key, S3Answer put, NewObject object) {
        String etag = '"' + object.etag() + '"';
        Optional<String> redirect = fields.value("success_action_redirect")
                .or(() -> fields.value("redirect"))
                .filter(FormCalls::isAddress);
        String location = "/" + bucket.name().text() + "/" + PercentText.encode(key.text(), true);
        S3Answer answer = redirect.map(to -> S3Answer.of(303).header("Location", joined(to, bucket, key, etag)))
                .orElseGet(() -> switch (fields.value("success_action_status").orElse("")) {
                    case "200" -> S3Answer.ok();
                    case "201" ->
                        S3Answer.xml(
                                201,
                                XmlText.plain("PostResponse")
                                        .leaf("Location", location)
                                        .leaf("Bucket", bucket.name().text())
                                        .leaf("Key", key.text())
                                        .leaf("ETag", etag)
                                        .bytes());
                    default -> S3Answer.noContent();
                });
        put.headers().forEach(header -> answer.header(header.name(), header.value()));
        return redirect.isPresent() ? answer : answer.header("Location", location);
    }

    /// What is no address of the web is passed over, as AWS does.
    private static boolean isAddress(String text) {
        try {
            String scheme = new java.net.URI(text).getScheme();
            return "http".equals(scheme) || "https".equals(scheme);
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static String joined(String redirect, Bucket bucket, ObjectKey key, String etag) {
        return redirect + (redirect.contains("?") ? "&" : "?") + "bucket="
                + PercentText.encode(bucket.name().text(), false) + "&key="
                + PercentText.encode(key.text(), false) + "&etag=" + PercentText.encode(etag, false);
    }
}
