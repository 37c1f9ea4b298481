import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import skyhall.platform.secret.Secret;
import skyhall.storage.signature.PresignedLinks;

/// Writes presigned targets for a load: `Links ENDPOINT KEY SECRET BUCKET OUT COUNT SIZE` makes `OUT.put`, `OUT.get`
/// and `OUT.list`, one path and query a line, `OUT.bucket` with the link that makes the bucket, and `OUT.fill`, a
/// list for curl that puts every object once from `BODY`.
///
/// All servers get the same links, so all do the same work for signatures, and the load does none.
final class Links {
    private static final int FOLDERS = 16;
    private static final Duration LIFETIME = Duration.ofDays(1);

    void main(String[] words) throws IOException {
        URI endpoint = URI.create(words[0]);
        PresignedLinks links = new PresignedLinks(endpoint, "us-east-1", words[1], Secret.of(words[2]));
        String bucket = words[3];
        String out = words[4];
        int count = Integer.parseInt(words[5]);
        String size = words[6];
        Path body = Path.of(words[7]);
        Instant now = Instant.now();
        List<String> put = new ArrayList<>();
        List<String> get = new ArrayList<>();
        List<String> fill = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = "%s/%02d/object-%06d".formatted(size, i % FOLDERS, i);
            URI to = links.object("PUT", bucket, key, now, LIFETIME);
            put.add(target(to));
            get.add(target(links.object("GET", bucket, key, now, LIFETIME)));
            fill.add("url = \"" + to + "\"\nupload-file = \"" + body + "\"\noutput = \"/dev/null\"");
        }
        List<String> list = new ArrayList<>();
        for (int i = 0; i < FOLDERS; i++) {
            Map<String, String> query =
                    new TreeMap<>(Map.of("list-type", "2", "prefix", "%s/%02d/".formatted(size, i), "max-keys", "1000"));
            list.add(target(links.bucket("GET", bucket, query, now, LIFETIME)));
        }
        Files.write(Path.of(out + ".put"), put);
        Files.write(Path.of(out + ".get"), get);
        Files.write(Path.of(out + ".list"), list);
        Files.write(Path.of(out + ".fill"), fill);
        Files.writeString(Path.of(out + ".bucket"), links.bucket("PUT", bucket, Map.of(), now, LIFETIME) + "\n");
    }

    private static String target(URI link) {
        return link.getRawPath() + "?" + link.getRawQuery();
    }
}
