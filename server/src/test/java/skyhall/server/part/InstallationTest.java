package skyhall.server.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;
import skyhall.platform.health.Health;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.health.HealthCheck;

final class InstallationTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final HealthBoard board = new HealthBoard(Duration.ofSeconds(2));

    @TempDir
    Path folder;

    @Test
    void partsStartInOrderDrainTogetherAndStopInReverse() {
        Installation installation = installation(new Recorded("a"), new Recorded("b"));
        installation.start();
        installation.close();
        assertThat(events).startsWith("start a", "start b").endsWith("stop b", "stop a");
        assertThat(events.subList(2, 4)).containsExactlyInAnyOrder("drain a", "drain b");
    }

    @Test
    void aFailedStartStopsWhatWasStartedAndSaysWhy() {
        Installation installation = installation(new Recorded("a"), new Failing(), new Recorded("c"));
        assertThatThrownBy(installation::start).hasMessage("no disk");
        assertThat(events).containsExactly("start a", "stop a");
    }

    @Test
    void theReportTurnsBeforeTheDrainBegins() {
        Installation installation = installation(new Recorded("a"));
        assertThat(board.report().parts()).containsEntry("server", new Health.NotReady("The server is starting."));
        installation.start();
        assertThat(board.report().isReady()).isTrue();
        installation.close();
        assertThat(events).contains("drain a");
    }

    @Test
    void aSecondCloseDoesNothing() {
        Installation installation = installation(new Recorded("a"));
        installation.start();
        installation.close();
        installation.close();
        assertThat(events.stream().filter("stop a"::equals)).hasSize(1);
    }

    @Test
    void aPartThatFailsToStopKeepsNoOtherFromStopping() {
        Installation installation = installation(new Recorded("a"), new Recorded("b") {
            @Override
            public void stop() {
                throw new IllegalStateException("stuck");
            }
        });
        installation.start();
        installation.close();
        assertThat(events).endsWith("stop a");
    }

    @Test
    void aDataDirectoryHasOneServerAtATime() {
        DataDirectory first = new DataDirectory(folder.resolve("deep/data"));
        first.start();
        DataDirectory second = new DataDirectory(folder.resolve("deep/data"));
        assertThatThrownBy(second::start).isInstanceOf(FaultException.class).hasMessageContaining("SKY-1010");
        first.stop();
        second.start();
        second.stop();
    }

    @Test
    void aDataDirectoryThatIsAFileIsNamed() throws java.io.IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new DataDirectory(file).start())
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("SKY-9001")
                .hasMessageContaining(file.toString());
    }

    private Installation installation(Part... parts) {
        return new Installation(List.of(parts), board, Duration.ZERO, Duration.ofSeconds(5));
    }

    private class Recorded implements Part {
        private final String name;

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            events.add("start " + name);
        }

        @Override
        public void drain(Duration patience) {
            events.add(board.report().isReady() ? "drain " + name + " too early" : "drain " + name);
        }

        @Override
        public void stop() {
            events.add("stop " + name);
        }

        @Override
        public List<HealthCheck> healthChecks() {
            return List.of(new HealthCheck(name, Health::ready));
        }
    }

    private final class Failing implements Part {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public void start() {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void stop() {
            events.add("stop failing");
        }
    }
}
