package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BlobIdTest {
    @Test
    void theTextIsReadBack() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            BlobId id = new BlobId(new UUID(random.nextLong(), random.nextLong()));
            assertThat(id.text()).hasSize(32).matches("[0-9a-f]+");
            assertThat(BlobId.parse(id.text())).contains(id);
        }
        assertThat(new BlobId(new UUID(1, 2)).text()).isEqualTo("00000000000000010000000000000002");
    }

    @Test
    void whatIsNoIdIsRefused() {
        for (String text : List.of(
                "",
                "0",
                "0000000000000001000000000000000",
                "000000000000000100000000000000022",
                "0000000000000001000000000000000G",
                "0000000000000001000000000000000A",
                "../../../../../../../etc/passwd0")) {
            assertThat(BlobId.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void idsAreOrderedAsTheirTextsAre() {
        Random random = new Random(2);
        List<BlobId> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ids.add(new BlobId(new UUID(random.nextLong(), random.nextLong())));
        }
        Collections.sort(ids);
        assertThat(ids.stream().map(BlobId::text)).isSorted();
    }

    @Test
    void aFreshIdLiesOnItsShelfAndIsOfVersion8() {
        for (int shelf : new int[] {0, 1, 0xABCD, 0xFFFF}) {
            BlobId id = BlobId.fresh(shelf, new Random(shelf));
            assertThat(id.text()).startsWith("%04x".formatted(shelf));
            assertThat(id.value().version()).isEqualTo(8);
            assertThat(id.value().variant()).isEqualTo(2);
        }
    }
}
