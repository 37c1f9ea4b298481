package skyhall.server.part;

import java.time.Duration;
import java.util.List;
import skyhall.platform.health.HealthCheck;

/// One part of the server with a life of its own: the database, a connector, a scheduler.
///
/// Called by [Installation] from one thread. [#start()] leaves the part working or throws; then no
/// other method is
/// called. [#stop()] is called once after a start and must not throw for things that are gone already.
public interface Part {
    /// One or two lower-case words, for the log and the banner.
    String name();

    void start();

    /// Takes no new work, and waits until the work under way is done or `patience` is over.
    default void drain(Duration patience) {}

    void stop();

    /// What the health report asks this part; called after [#start()].
    default List<HealthCheck> healthChecks() {
        return List.of();
    }

    /// Lines for the start-up banner, such as addresses; called after [#start()].
    default List<String> banner() {
        return List.of();
    }
}
