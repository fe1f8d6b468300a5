package org.hotdesk.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.dialplan.device.Edge;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.hotdesk.voicemail.SpoolPasswords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneFilesTest {
    @TempDir
    private Path folder;

    private Store store;
    private PhoneFiles files;

    @BeforeEach
    void open() throws IOException {
        store = StoreOnFile.open(folder);
        Files.createDirectories(folder.resolve("asterisk/hotdesk"));
        PhoneSettings settings = PhoneSettings.usual().withEdge(new Edge("127.0.0.1", 5070));
        files = new PhoneFiles(
                folder.resolve("asterisk"),
                settings,
                store,
                Optional.of(new SpoolPasswords(folder.resolve("spool"), store)));
        files.writeAll();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Set<String> written(Device device) {
        store.directory().putDevice(device);
        return files.write(List.of(device.number()));
    }

    @Test
    void mailboxesAreWatchedAnew_whenAPhoneComesBehindTheEdgeOrLeaves_andNeverElse() {
        Device device = Device.adhoc(new DeviceNumber("1001"));
        store.directory().putDevice(device);
        store.secrets().setSipSecret(device.number(), "secret-of-1001".toCharArray());
        assertThat(files.write(List.of(device.number()))).containsExactly("res_pjsip.so");
        assertThat(written(device.behindTheEdge())).containsExactly("res_pjsip.so", "res_pjsip_mwi.so");
        assertThat(written(device.behindTheEdge())).isEmpty();
        assertThat(written(device)).containsExactly("res_pjsip.so", "res_pjsip_mwi.so");
    }
}
