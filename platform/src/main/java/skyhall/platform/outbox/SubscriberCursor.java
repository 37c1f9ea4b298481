package skyhall.platform.outbox;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import skyhall.platform.database.Database;

/// Where one subscriber stands, and what comes next.
final class SubscriberCursor {
    private static final String FIRST = """
            INSERT INTO platform.outbox_subscriber (name, cursor_id, subscribed_at)
            SELECT :name, CASE WHEN :oldest THEN 0 ELSE coalesce(max(id), 0) END, :now FROM platform.outbox
            ON CONFLICT (name) DO NOTHING""";
    private static final String NEXT =
            "SELECT * FROM platform.outbox WHERE id > :cursor AND id <= :end ORDER BY id LIMIT :most";
    private static final String NEXT_OF_TOPICS = """
            SELECT * FROM platform.outbox WHERE id > :cursor AND id <= :end AND topic = ANY (:topics)
            ORDER BY id LIMIT :most""";

    private final Database database;
    private final Subscriber subscriber;

    SubscriberCursor(Database database, Subscriber subscriber) {
        this.database = database;
        this.subscriber = subscriber;
    }

    /// Remembers the subscriber under its name; one that is known keeps its place.
    void remember(InstantSource clock) {
        database.sql()
                .sql(FIRST)
                .param("name", subscriber.name())
                .param("oldest", subscriber.start() == Subscriber.Start.OLDEST)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    long place() {
        return database.sql()
                .sql("SELECT cursor_id FROM platform.outbox_subscriber WHERE name = :name")
                .param("name", subscriber.name())
                .query(Long.class)
                .single();
    }

    List<Published> next(long cursor, long end, int most) {
        var statement = database.sql().sql(subscriber.topics().isEmpty() ? NEXT : NEXT_OF_TOPICS);
        if (!subscriber.topics().isEmpty()) {
            statement = statement.param("topics", subscriber.topics().toArray(String[]::new));
        }
        return statement
                .param("cursor", cursor)
                .param("end", end)
                .param("most", most)
                .query(PublishedRow::read)
                .list();
    }

    void moveTo(long cursor) {
        database.sql()
                .sql("UPDATE platform.outbox_subscriber SET cursor_id = :cursor WHERE name = :name")
                .param("cursor", cursor)
                .param("name", subscriber.name())
                .update();
    }
}
