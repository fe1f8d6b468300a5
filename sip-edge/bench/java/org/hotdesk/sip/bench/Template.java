package org.hotdesk.sip.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A message made once, whose fields of fixed width are overwritten in place. A field is a run of one character that
 * stands nowhere else in the text. One owner thread.
 */
final class Template {
    static final char DEVICE = '@';
    static final char CSEQ = '%';
    static final char BRANCH = '#';
    static final char NONCE = '^';
    static final char RESPONSE = '~';

    final byte[] bytes;

    Template(String text) {
        bytes = Accounts.ascii(text.replace("\n", "\r\n"));
    }

    /** Where the runs of that character begin; to be asked before any is overwritten. */
    int[] fields(char mark) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == mark && (i == 0 || bytes[i - 1] != mark)) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Writes a number of exactly that many digits at each of the places. */
    void number(int[] places, int value, int digits) {
        for (int place : places) {
            int rest = value;
            for (int i = digits - 1; i >= 0; i--) {
                bytes[place + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    void copy(byte[] from, int at, int length, int[] places) {
        for (int place : places) {
            System.arraycopy(from, at, bytes, place, length);
        }
    }

    /** Reads a number of that many digits. */
    static int number(byte[] text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    /** Where the word begins, from a place on; -1 when it does not occur. */
    static int find(byte[] text, int length, byte[] word, int from) {
        for (int i = from; i + word.length <= length; i++) {
            if (isAt(text, length, i, word)) {
                return i;
            }
        }
        return -1;
    }

    static boolean isAt(byte[] text, int length, int at, byte[] word) {
        if (at < 0 || at + word.length > length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
