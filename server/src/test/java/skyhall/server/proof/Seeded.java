package skyhall.server.proof;

import java.io.InputStream;
import java.util.SplittableRandom;

/// Bytes that a number stands for, so that whole contents can be remembered cheaply and made again
/// anywhere.
final class Seeded {
    private static final int BLOCK = 8192;

    private Seeded() {}

    static byte[] bytes(long seed, int length) {
        byte[] all = new byte[length];
        for (int at = 0; at < length; at += BLOCK) {
            byte[] block = block(seed, at / BLOCK);
            System.arraycopy(block, 0, all, at, Math.min(BLOCK, length - at));
        }
        return all;
    }

    private static byte[] block(long seed, long index) {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(seed * 31 + index).nextBytes(block);
        return block;
    }

    /// `length` bytes as a stream that costs nearly nothing to make: one block over and over, with its
    /// number in it.
    static InputStream stream(long seed, long from, long length) {
        return new Stream(seed, from, from + length);
    }

    private static final class Stream extends InputStream {
        private static final int LARGE = 1 << 20;

        private final byte[] block = new byte[LARGE];
        private final long end;
        private long at;

        Stream(long seed, long from, long end) {
            new SplittableRandom(seed).nextBytes(block);
            this.at = from;
            this.end = end;
            number();
        }

        private void number() {
            long index = at / LARGE;
            for (int i = 0; i < Long.BYTES; i++) {
                block[i] = (byte) (index >>> (8 * i));
            }
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == end) {
                return -1;
            }
            int inBlock = (int) (at % LARGE);
            int count = (int) Math.min(Math.min(length, LARGE - inBlock), end - at);
            System.arraycopy(block, inBlock, into, offset, count);
            at += count;
            if (at % LARGE == 0) {
                number();
            }
            return count;
        }
    }
}
