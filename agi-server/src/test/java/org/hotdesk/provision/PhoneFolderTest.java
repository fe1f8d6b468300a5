package org.hotdesk.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.provision.PhoneFolder.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneFolderTest {
    @TempDir
    Path above;

    @Test
    void files_areWrittenWhereTheyDiffer_forOwnerAndGroup() throws IOException {
        Path folder = above.resolve("new/tftp");
        PhoneFolder phones = PhoneFolder.at(folder);

        assertThat(phones.put("a.cfg", bytes("one"))).isEqualTo(Fate.DIFFERENT);
        assertThat(phones.put("a.cfg", bytes("one"))).isEqualTo(Fate.SAME);
        assertThat(PhoneFolder.at(folder).put("a.cfg", bytes("two"))).isEqualTo(Fate.DIFFERENT);

        assertThat(folder.resolve("a.cfg")).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.cfg"))))
                .isEqualTo("rw-r-----");
        try (var names = Files.list(folder)) {
            assertThat(names.map(name -> name.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.cfg", PhoneFolder.MANIFEST);
        }
    }

    @Test
    void filesOfOthers_areNeitherReplacedNorRemoved() throws IOException {
        Files.writeString(above.resolve("OS79XX.TXT"), "theirs");
        PhoneFolder phones = PhoneFolder.at(above);

        assertThat(phones.put("OS79XX.TXT", bytes("ours"))).isEqualTo(Fate.FOREIGN);
        phones.put("a.cfg", bytes("one"));
        phones.put("b.cfg", bytes("two"));
        PhoneFolder later = PhoneFolder.at(above);
        assertThat(later.stale(Set.of("a.cfg")::contains)).containsExactly("b.cfg");
        later.remove(later.stale(Set.of("a.cfg")::contains));

        assertThat(above.resolve("OS79XX.TXT")).hasContent("theirs");
        assertThat(above.resolve("a.cfg")).exists();
        assertThat(above.resolve("b.cfg")).doesNotExist();
        assertThat(PhoneFolder.at(above).stale(name -> false)).containsExactly("a.cfg");
    }

    @Test
    void namesThatLeadElsewhere_areNoNames() throws IOException {
        Files.writeString(above.resolve(PhoneFolder.MANIFEST), "../elsewhere\n.hidden\ngood.cfg\n");

        assertThat(PhoneFolder.at(above).stale(name -> false)).containsExactly("good.cfg");
        assertThatThrownBy(() -> PhoneFolder.at(above).put("../x", bytes("")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void difference_showsNoSecret_neitherTheOldNorTheNew() {
        List<String> diff = FileDifference.lines(
                "a.cfg",
                Optional.of(bytes("name = Ann\npassword = old-one\n")),
                bytes("name = Ann Lee\npassword = new-one\n"),
                bytes("name = Ann Lee\npassword = ********\n"));

        assertThat(diff).contains("-name = Ann", "+name = Ann Lee").noneMatch(line -> line.contains("-one"));
        assertThat(FileDifference.lines(
                        "a.cfg",
                        Optional.of(bytes("password = old-one\n")),
                        bytes("password = new-one\n"),
                        bytes("password = ********\n")))
                .containsExactly("secrets in a.cfg differ");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
