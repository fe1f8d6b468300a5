package org.hotdesk.provision;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a phone's file will differ, for people to read: a unified diff without secrets. Pure. */
public final class FileDifference {
    private static final int CONTEXT = 2;

    private FileDifference() {}

    /**
     * The lines of the diff.
     *
     * @param masked the new file with {@link PhoneMaker#MASK} for each secret; it tells where the old file has secrets too
     */
    public static List<String> lines(String name, Optional<byte[]> before, byte[] after, byte[] masked) {
        if (isBinary(after)) {
            return List.of("binary file " + name + " differs");
        }
        List<String> mask = text(masked);
        List<String> old = hidden(before.map(FileDifference::text).orElse(List.of()), mask);
        List<String> fresh = text(after);
        List<String> shown = hidden(fresh, mask);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? name : "/dev/null", name, old, DiffUtils.diff(old, shown), CONTEXT);
        return diff.isEmpty() ? List.of("secrets in " + name + " differ") : diff;
    }

    /** Every line that begins and ends as one with a secret does, whatever is between. */
    private static List<String> hidden(List<String> lines, List<String> masked) {
        List<String> places =
                masked.stream().filter(line -> line.contains(PhoneMaker.MASK)).toList();
        List<String> hidden = new ArrayList<>();
        for (String line : lines) {
            hidden.add(places.stream()
                    .filter(place -> line.startsWith(place.substring(0, place.indexOf(PhoneMaker.MASK))))
                    .findFirst()
                    .orElse(line));
        }
        return hidden;
    }

    private static List<String> text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    private static boolean isBinary(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}
