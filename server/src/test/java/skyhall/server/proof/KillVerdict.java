package skyhall.server.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skyhall.platform.database.Database;

/// Compares a server that came back with what its clients were told.
final class KillVerdict {
    private static final Pattern LISTED = Pattern.compile("<Key>([^<]+)</Key>.*?<Size>(\\d+)</Size>", Pattern.DOTALL);

    private final SignedClient server;
    private final List<String> complaints = new ArrayList<>();

    KillVerdict(SignedClient server) {
        this.server = server;
    }

    List<String> complaints() {
        return complaints;
    }

    /// Every key, every acknowledged version, and the listing.
    void compare(KillClient client) {
        try {
            if (!client.complaint().isEmpty()) {
                complaints.add("an answer that should not be: " + client.complaint());
            }
            for (KeyStory story : client.stories()) {
                current(story);
                versions(story);
            }
            listing(client, KillClient.PLAIN);
            listing(client, KillClient.VERSIONED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void current(KeyStory story) throws IOException {
        String complaint = story.shown(server.get(story.target()));
        if (!complaint.isEmpty()) {
            complaints.add(complaint);
        }
    }

    private void versions(KeyStory story) throws IOException {
        for (Map.Entry<String, KeyStory.State> version : story.versions().entrySet()) {
            SignedClient.Answer answer = server.get(story.target() + "?versionId=" + version.getKey());
            if (answer.status() != 200 || !version.getValue().is(answer.body())) {
                complaints.add("version " + version.getKey() + " of " + story.target() + " answers " + answer.status()
                        + ", should be " + version.getValue());
            }
        }
    }

    /// The listing shows exactly the keys that can be read, with their lengths.
    private void listing(KillClient client, String bucket) throws IOException {
        String folder = client.stories().getFirst().target().split("/", -1)[2];
        String text = server.get("/" + bucket + "?list-type=2&prefix=" + folder + "%2F")
                .text();
        Map<String, Integer> listed = new TreeMap<>();
        for (Matcher entry = LISTED.matcher(text); entry.find(); ) {
            listed.put("/" + bucket + "/" + entry.group(1), Integer.parseInt(entry.group(2)));
        }
        Map<String, Integer> read = new TreeMap<>();
        for (KeyStory story : client.stories()) {
            if (story.target().startsWith("/" + bucket + "/")
                    && !story.acknowledged().isAbsent()) {
                read.put(story.target(), story.acknowledged().length());
            }
        }
        if (!listed.equals(read)) {
            complaints.add("the listing of " + bucket + " says " + listed + ", reading says " + read);
        }
    }

    /// Versions in the tables of which the outbox was never told: the effect and its event have one
    /// commit.
    static List<String> rowsWithoutEvent(Database database) {
        return database.sql().sql("""
            SELECT b.name || '/' || convert_from(o.key, 'UTF8') FROM
                (SELECT bucket, key, etag FROM storage.live_object UNION ALL
                 SELECT bucket, key, etag FROM storage.past_version WHERE NOT marker) o
            JOIN storage.bucket b ON b.id = o.bucket
            WHERE NOT EXISTS (SELECT FROM platform.outbox e WHERE e.topic = 'storage.object'
                AND e.key = b.name || '/' || convert_from(o.key, 'UTF8')
                AND e.payload ->> 'etag' = o.etag)\
            """).query(String.class).list();
    }
}
