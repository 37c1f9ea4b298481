package skyhall.storage.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import skyhall.platform.Seeds;

class RunningCrc64Test {
    @Test
    void sixteenBytesAStepAndOneBitAStepAgree() {
        Seeds.forEach(300, (random, seed) -> {
            byte[] data = Seeds.bytes(random, 100);
            int cut = random.nextInt(data.length + 1);
            RunningCrc64 running = new RunningCrc64();
            running.update(data, 0, cut);
            running.update(data, cut, data.length - cut);

            assertThat(ByteBuffer.wrap(running.finish().bytes()).getLong()).isEqualTo(bitByBit(data));
        });
    }

    /// The definition: the polynomial as the catalogue writes it, its bits not reflected, each byte's lowest
    /// bit first.
    private static long bitByBit(byte[] data) {
        long polynomial = 0xAD93_D235_94C9_3659L;
        long register = -1L;
        for (byte b : data) {
            for (int bit = 0; bit < 8; bit++) {
                long in = ((long) b >>> bit) & 1L;
                long top = register >>> 63;
                register <<= 1;
                register ^= in == top ? 0 : polynomial;
            }
        }
        return Long.reverse(~register);
    }
}
