package skyhall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoCommandTest {
    @Test
    void theDemonstrationKeepsApartFromARealServer() {
        Map<String, String> environment = DemoCommand.environment(Map.of(), false);
        assertThat(environment).containsOnlyKeys("SKYHALL_DATA_DIRECTORY", "SKYHALL_LOG_CONSOLE");
        assertThat(environment.get("SKYHALL_DATA_DIRECTORY")).matches(".*/demo-data|/var/tmp/skyhall-demo-.*");
        assertThat(environment).containsEntry("SKYHALL_LOG_CONSOLE", "off");
    }

    @Test
    void aCheckTakesFreePorts() {
        assertThat(DemoCommand.environment(Map.of(), true))
                .containsEntry("SKYHALL_S3_PORT", "0")
                .containsEntry("SKYHALL_PORTAL_PORT", "0")
                .containsEntry("SKYHALL_MANAGEMENT_PORT", "0");
    }

    @Test
    void whatTheEnvironmentSaysCounts() {
        assertThat(DemoCommand.environment(Map.of("SKYHALL_DATA_DIRECTORY", "/there", "SKYHALL_S3_PORT", "1"), true))
                .containsEntry("SKYHALL_DATA_DIRECTORY", "/there")
                .containsEntry("SKYHALL_S3_PORT", "1");
    }
}
