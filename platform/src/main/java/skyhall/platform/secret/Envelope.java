package skyhall.platform.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// A sealed value: one byte of version, 8 bytes of key id, 12 bytes of nonce, then AES-256-GCM's text and its tag of
/// 16 bytes. Version, key id and the binding (table, column, row) are associated data: altered or moved, it does not
/// open. Source: NIST SP 800-38D; a random nonce of 96 bits allows 2^32 values under one key (8.3).
final class Envelope {
    static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + MasterKey.ID_BYTES;
    private static final int LEAST_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BITS / 8;

    private Envelope() {}

    static byte[] seal(MasterKey key, SecureRandom random, Secret secret, String binding) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .put(VERSION)
                .put(HexFormat.of().parseHex(key.id()))
                .array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, head, binding);
            byte[] text = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEAD_BYTES + NONCE_BYTES + text.length)
                    .put(head)
                    .put(nonce)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
        }
    }

    /// The id of the key under which `sealed` was sealed.
    ///
    /// @throws GeneralSecurityException when it is no sealed value
    static String keyId(byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < LEAST_BYTES || sealed[0] != VERSION) {
            throw new GeneralSecurityException("not a sealed value of version 1");
        }
        return HexFormat.of().formatHex(sealed, 1, HEAD_BYTES);
    }

    /// @throws GeneralSecurityException when it was altered, moved, or sealed under another key
    static Secret open(MasterKey key, byte[] sealed, String binding) throws GeneralSecurityException {
        byte[] head = Arrays.copyOf(sealed, HEAD_BYTES);
        byte[] nonce = Arrays.copyOfRange(sealed, HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, head, binding);
        int start = HEAD_BYTES + NONCE_BYTES;
        return Secret.of(new String(cipher.doFinal(sealed, start, sealed.length - start), StandardCharsets.UTF_8));
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, byte[] head, String binding)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.cipherKey(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
