package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// One holder at a time; another process's view of it is in [EmbeddedPostgresKillTest].
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class DataDirectoryLockTest {
    @TempDir
    Path temporary;

    @Test
    void secondHolderIsRefusedAlsoByAnotherNameOfTheDirectory() throws Exception {
        Path data = temporary.resolve("data");
        try (DataDirectoryLock lock = DataDirectoryLock.acquire(data)) {
            Path alias = Files.createSymbolicLink(temporary.resolve("alias"), data);
            for (Path name : new Path[] {data, alias, temporary.resolve("data/../data")}) {
                assertThatThrownBy(() -> DataDirectoryLock.acquire(name))
                        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault())
                                .isEqualTo(PlatformFault.DATA_DIRECTORY_IN_USE));
            }
            assertThat(lock.isHeld()).isTrue();
            assertThat(lock.directory()).isEqualTo(data.toRealPath());
        }
    }

    @Test
    void aReleasedDirectoryCanBeTakenAgainAndNamesItsNewHolder() throws Exception {
        for (int i = 0; i < 3; i++) {
            DataDirectoryLock lock = DataDirectoryLock.acquire(temporary);
            assertThat(lock.isHeld()).isTrue();
            lock.close();
            assertThat(lock.isHeld()).isFalse();
            assertThat(temporary.resolve(DataDirectoryLock.FILE_NAME))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
    }
}
