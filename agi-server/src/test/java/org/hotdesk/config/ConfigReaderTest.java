package org.hotdesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AddressRange;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.config.HotdeskConfig.LogLevel;
import org.hotdesk.dialplan.Code;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.dialplan.Flavour;
import org.hotdesk.dialplan.device.Edge;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.phone.Registrar;
import org.hotdesk.dialplan.system.MailboxMode;
import org.hotdesk.login.LdapConfig;
import org.hotdesk.model.Token;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.StoreConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @TempDir
    Path folder;

    @Test
    void presets_areThese() {
        HotdeskConfig config = accepted(ConfigReader.presets()).config();

        assertThat(config)
                .isEqualTo(new HotdeskConfig(
                        new StoreConfig(
                                "jdbc:h2:file:/var/lib/hotdesk/hotdesk",
                                Path.of("/var/lib/hotdesk/secrets/pepper"),
                                Path.of("/var/lib/hotdesk/secrets/key"),
                                "hotdesk",
                                false),
                        "",
                        AgiConfig.onLoopback(4573),
                        DialplanConfig.usual(),
                        List.of(new HotdeskConfig.Asterisk(
                                "asterisk",
                                22,
                                "127.0.0.1",
                                5038,
                                "hotdesk",
                                Path.of("/etc/hotdesk/ami.secret"),
                                Optional.of(Path.of("/etc/asterisk")),
                                Path.of("/var/spool/asterisk/voicemail"),
                                MailboxMode.SYMLINK,
                                true,
                                Path.of("/usr/share/asterisk/sounds/en"))),
                        false,
                        PhoneSettings.usual(),
                        Optional.empty(),
                        ProvisioningConfig.NONE,
                        Optional.empty(),
                        new HotdeskConfig.Admin(
                                address("127.0.0.1:4574"), Path.of("/var/lib/hotdesk/admin.token"), false),
                        LoginConfig.usual(),
                        List.of(),
                        LogLevel.NOTICE));
    }

    private static final String EVERY_KEY =
            """
                [store]
                path = "db/desk"
                user = "dora"
                password-file = "/a/db"
                companion = "second"
                [secrets]
                pepper-file = "/a/pepper"
                key-file = "/a/key"
                realm = "desk.example"
                [compat]
                mirror_pins = true
                [voip]
                clear-mailbox-passwords = false
                clear-ha1 = false
                [mirror]
                mode = "observe"
                [agi]
                listen = "[::1]:4600"
                companions = ["10.0.0.9:4573", "[::1]:4600"]
                allow = ["10.0.0.0/8"]
                calls-max = 7
                read-timeout-seconds = 9
                [asterisk]
                name = "pbx2"
                version = 16
                ami-host = "pbx.example"
                ami-port = 5039
                ami-user = "desk"
                ami-secret-file = "/a/ami"
                config-folder = "/a/etc"
                voicemail-spool = "/a/voicemail"
                mailbox-mode = "notify"
                sounds = "/a/sounds"
                [admin]
                listen = "127.0.0.2:4600"
                token-file = "/a/token"
                metrics = true
                [login]
                pin-tries = 5
                pin-in-code = true
                pin-min-digits = 7
                check = "ldap"
                directory-down = "last-known"
                last-known-hours = 5
                lock-after = 6
                lock-seconds = 10
                lock-max-seconds = 20
                [ldap]
                url = "ldaps://dir.example:636"
                start-tls = true
                ca-file = "/a/ca.pem"
                bind-dn = "uid={user},dc=example"
                search-base = "dc=example"
                search-filter = "(uid={user})"
                search-dn = "cn=desk"
                search-password-file = "/a/ldap"
                timeout-seconds = 3
                [ledger]
                keep-days = 30
                [emergency]
                numbers = ["110"]
                command = ["/usr/local/bin/notice", "reception; lobby"]
                [dial]
                ring-seconds = 21
                options = "Tt"
                [phones]
                transport = "tls"
                codecs = ["g722"]
                contacts-max = 1
                [mailbox]
                mode = "alias"
                boxes = "file"
                [dialplan]
                flavour = "macro"
                [log]
                level = "debug"
                [sip]
                listen = "192.0.2.1:5060"
                tcp = "192.0.2.1:5061"
                tls = "192.0.2.1:5062"
                ws = "192.0.2.1:5063"
                wss = "192.0.2.1:5064"
                tls-certificate = "/a/certificate"
                tls-key = "/a/tls-key"
                inner = "10.0.0.1:5070"
                asterisk = "10.0.0.2:5060"
                domains = ["sip.example"]
                journal = "/a/locations"
                expires-min-seconds = 61
                expires-default-seconds = 62
                expires-max-seconds = 63
                digest = "both"
                contacts-full = "refuse"
                scanners = ["hasty"]
                ban-seconds = 11
                [provisioning]
                listen = "192.0.2.1:8443"
                certificate = "/a/phones.pem"
                key = "/a/phones.key"
                allow = ["10.9.0.0/16"]
                requests-per-minute = 12
                ban-seconds = 13
                asterisk-address = "pbx.example:5080"
                edge-address = "edge.example"
                cisco-7940-image = "P0S3-8-12-00"
                [codes]
                """;

    @Test
    void everyKey_reachesItsPlace() throws IOException {
        String text = EVERY_KEY;
        Map<Code, String> codes = new EnumMap<>(Code.class);
        for (Code code : Code.values()) {
            codes.put(code, "#" + (100 + codes.size()));
            text += code.literal() + " = \"" + codes.get(code) + "\"\n";
        }
        ConfigReading.Accepted read = accepted(read(text));

        assertThat(read.effective())
                .filteredOn(setting -> setting.origin().equals("preset"))
                .extracting(EffectiveSetting::path)
                .containsExactly("store.url", "sip.kamailio"); // have tests of their own
        assertThat(read.config().pulse()).as("second of the companions").isEqualTo("HD_ALIVE2");
        assertThat(read.config()).isEqualTo(everythingSet(codes));
    }

    private HotdeskConfig everythingSet(Map<Code, String> codes) {
        return new HotdeskConfig(
                new StoreConfig(
                        "jdbc:h2:file:" + folder.resolve("db/desk"),
                        new StoreConfig.Login(Optional.of("dora"), Optional.of(Path.of("/a/db"))),
                        Path.of("/a/pepper"),
                        Path.of("/a/key"),
                        "desk.example",
                        true),
                "second",
                new AgiConfig(
                        address("[::1]:4600"),
                        List.of(AddressRange.parse("10.0.0.0/8").orElseThrow()),
                        7,
                        Duration.ofSeconds(9)),
                new DialplanConfig(
                        Flavour.MACRO,
                        List.of("10.0.0.9:4573", "[0:0:0:0:0:0:0:1]:4600"),
                        codes,
                        true,
                        List.of("110"),
                        21,
                        "Tt"),
                List.of(new HotdeskConfig.Asterisk(
                        "pbx2",
                        16,
                        "pbx.example",
                        5039,
                        "desk",
                        Path.of("/a/ami"),
                        Optional.of(Path.of("/a/etc")),
                        Path.of("/a/voicemail"),
                        MailboxMode.NOTIFY,
                        true,
                        Path.of("/a/sounds"))),
                true,
                new PhoneSettings(
                        Optional.of(new Token("tls")),
                        List.of("g722"),
                        1,
                        Optional.of(new Edge("10.0.0.1", 5070)),
                        true),
                Optional.of(sip()),
                provisioning(),
                Optional.empty(),
                new HotdeskConfig.Admin(address("127.0.0.2:4600"), Path.of("/a/token"), true),
                login(),
                List.of("/usr/local/bin/notice", "reception; lobby"),
                LogLevel.DEBUG);
    }

    private static ProvisioningConfig provisioning() {
        return new ProvisioningConfig(
                Optional.of(new ProvisioningConfig.Server(
                        address("192.0.2.1:8443"),
                        Optional.of(new ProvisioningConfig.Tls(Path.of("/a/phones.pem"), Path.of("/a/phones.key"))),
                        List.of(AddressRange.parse("10.9.0.0/16").orElseThrow()),
                        12,
                        Duration.ofSeconds(13))),
                Optional.of(new Registrar("pbx.example", 5080)),
                Optional.of(new Registrar("edge.example", 5060)),
                Optional.of("P0S3-8-12-00"));
    }

    private static LoginConfig login() {
        return new LoginConfig(
                5,
                new PinRules(7),
                new LockRule(6, Duration.ofSeconds(10), Duration.ofSeconds(20)),
                Optional.of(Duration.ofDays(30)),
                new LoginConfig.Source(
                        LoginConfig.Check.LDAP,
                        Optional.of(new LdapConfig(
                                URI.create("ldaps://dir.example:636"),
                                true,
                                Optional.of(Path.of("/a/ca.pem")),
                                new LdapConfig.Finding(
                                        Optional.of("uid={user},dc=example"),
                                        "dc=example",
                                        "(uid={user})",
                                        Optional.of("cn=desk"),
                                        Optional.of(Path.of("/a/ldap"))),
                                Duration.ofSeconds(3))),
                        Optional.of(Duration.ofHours(5))));
    }

    private static SipConfig sip() {
        return new SipConfig(
                new SipConfig.Listening(
                        address("192.0.2.1:5060"),
                        Optional.of(address("192.0.2.1:5061")),
                        Optional.of(address("192.0.2.1:5062")),
                        Optional.of(address("192.0.2.1:5063")),
                        Optional.of(address("192.0.2.1:5064")),
                        Optional.of(Path.of("/a/certificate")),
                        Optional.of(Path.of("/a/tls-key"))),
                address("10.0.0.1:5070"),
                address("10.0.0.2:5060"),
                SipConfig.Digest.BOTH,
                List.of("sip.example"),
                Path.of("/a/locations"),
                new SipConfig.Expiry(Duration.ofSeconds(61), Duration.ofSeconds(62), Duration.ofSeconds(63)),
                1,
                SipConfig.Full.REFUSE,
                List.of("hasty"),
                Duration.ofSeconds(11));
    }

    @Test
    void codesThatAreAlike_doNotGoTogether() throws IOException {
        assertThat(refused(read("[codes]\nlogin = \"*12\"\n")))
                .containsExactly(new ConfigProblem(
                        folder.resolve("hotdesk.toml") + ":2", "codes.login and codes.logoff are both dialled *12"));
    }

    @Test
    void codeThatBeginsAsOneWithANumberBehind_doesNotGoTogetherWithIt() throws IOException {
        assertThat(refused(read("[codes]\ndnd-on = \"*151\"\n")))
                .containsExactly(new ConfigProblem(
                        folder.resolve("hotdesk.toml") + ":2",
                        "codes.find-user and codes.dnd-on collide: *15 takes a number behind it, and *151 begins so"));
    }

    @Test
    void whoListensEverywhere_isReachedOnLoopback() throws IOException {
        HotdeskConfig config =
                accepted(read("[agi]\nlisten = \"0.0.0.0:4600\"\n")).config();

        assertThat(config.dialplan().companions()).containsExactly("127.0.0.1:4600");
    }

    @Test
    void clearSecrets_needPostgres() throws IOException {
        String clear = "[voip]\nclear-mailbox-passwords = true\nclear-ha1 = true\n";

        assertThat(accepted(read("[store]\nurl = \"jdbc:postgresql://db/desk\"\n" + clear))
                        .config()
                        .store()
                        .clear())
                .isEqualTo(new StoreConfig.InClear(true, true));
        assertThat(refused(read("[voip]\nclear-ha1 = true\n")))
                .containsExactly(new ConfigProblem(
                        folder.resolve("hotdesk.toml") + ":2",
                        "voip.clear-ha1 needs a store on PostgreSQL, see store.url; nobody else can read a store in a"
                                + " file"));
    }

    @Test
    void passwordInTheStoresUrl_isRefusedWithItsPlace_andNotRepeated() throws IOException {
        assertThat(refused(read("[store]\nurl = \"jdbc:postgresql://db/desk?user=x&password=s3cret\"\n")))
                .containsExactly(new ConfigProblem(
                        folder.resolve("hotdesk.toml") + ":2",
                        "store.url has a password in it; put it into a file of mode 0600 and name that as"
                                + " store.password-file"));
    }

    @Test
    void realtimeMailboxes_needTheirPasswordsInClear() throws IOException {
        String url = "[store]\nurl = \"jdbc:postgresql://db/desk\"\n";
        String realtime = "[mailbox]\nboxes = \"realtime\"\n";

        assertThat(accepted(read(url + realtime + "[voip]\nclear-mailbox-passwords = true\n"))
                        .config()
                        .asterisks())
                .allMatch(asterisk -> !asterisk.boxesInFile());
        assertThat(refused(read(url + realtime)))
                .singleElement()
                .asString()
                .contains("mailbox.boxes = \"realtime\" needs voip.clear-mailbox-passwords = true");
    }

    @Test
    void storeUrl_ofAnotherDatabase_isRefusedWithItsPlace() throws IOException {
        assertThat(refused(read("[store]\nurl = \"jdbc:mysql://x\"\n")))
                .singleElement()
                .asString()
                .contains("hotdesk.toml:2", "store.url", "jdbc:postgresql: or jdbc:h2:file:");
    }

    @Test
    void folderInsteadOfTheFile_isToldSo() {
        assertThat(refused(ConfigReader.read(folder)))
                .containsExactly(new ConfigProblem(folder.toString(), "is a folder; name the file in it"));
    }

    @Test
    void storeUrl_winsOverPath() throws IOException {
        HotdeskConfig config =
                accepted(read("[store]\nurl = \"jdbc:postgresql://db/desk\"\n")).config();

        assertThat(config.store().jdbcUrl()).isEqualTo("jdbc:postgresql://db/desk");
    }

    @Test
    void fragments_overrideInTheOrderOfTheirNames_andShowWhere() throws IOException {
        Path fragments = Files.createDirectory(folder.resolve("conf.d"));
        Files.writeString(fragments.resolve("20-b.toml"), "[agi]\ncalls-max = 20\n");
        Files.writeString(fragments.resolve("10-a.toml"), "\n[agi]\ncalls-max = 10\nread-timeout-seconds = 11\n");
        Files.writeString(fragments.resolve("ignored.bak"), "nonsense");

        ConfigReading.Accepted read = accepted(read("[agi]\ncalls-max = 1\n"));

        assertThat(read.config().agi().callsMax()).isEqualTo(20);
        assertThat(read.effective())
                .contains(
                        new EffectiveSetting("agi.calls-max", "20", fragments.resolve("20-b.toml") + ":2"),
                        new EffectiveSetting("agi.read-timeout-seconds", "11", fragments.resolve("10-a.toml") + ":4"),
                        new EffectiveSetting("agi.listen", "\"127.0.0.1:4573\"", "preset"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [agi]\\ncall-max = 5                  | 2 | unknown key agi.call-max; did you mean calls-max?
            [agi]\\nzzzzzzzzzzzz = 5              | 2 | unknown key agi.zzzzzzzzzzzz; [agi] has listen, companions, allow, calls-max, read-timeout-seconds
            \\n[agy]\\ncalls-max = 5              | 2 | unknown section [agy]; did you mean [agi]?
            calls-max = 5                         | 1 | unknown section [calls-max]; 'hotdesk config show' lists all
            [agi]\\ncalls-max = 0                 | 2 | agi.calls-max = 0 is not 1 to 10000
            [agi]\\ncalls-max = "5"               | 2 | agi.calls-max = "5" is not 1 to 10000
            [agi]\\nread-timeout-seconds = 3601   | 2 | agi.read-timeout-seconds = 3601 is not 1 to 3600 seconds
            [agi]\\nlisten = "localhost:4573"     | 2 | agi.listen = "localhost:4573" is not an address with a port, such as 127.0.0.1:4573 or [::1]:4573
            [agi]\\nlisten = "127.0.0.1:70000"    | 2 | agi.listen = "127.0.0.1:70000" is not an address with a port, such as 127.0.0.1:4573 or [::1]:4573
            [admin]\\nlisten = "10.0.0.1:4574"    | 2 | admin.listen = "10.0.0.1:4574" is not a loopback address with a port, such as 127.0.0.1:4574
            [agi]\\ncompanions = ["10.0.0.1:4573"] | 2 | agi.companions must have this companion's agi.listen in it, the address at which Asterisk reaches it
            [emergency]\\nnumbers = ["9a"]        | 2 | emergency.numbers = ["9a"] is not a list of at most 50, each 2 to 15 digits
            [mailbox]\\nmode = "copy"             | 2 | mailbox.mode = "copy" is not symlink or alias or notify
            [login]\\npin-in-code = "no"          | 2 | login.pin-in-code = "no" is not true or false
            [login]\\npin-tries.x = 3             | 2 | login.pin-tries = a table is not 1 to 10
            """)
    void mistakes_nameFileLineKeyValueAndRange(String text, int line, String what) throws IOException {
        List<ConfigProblem> problems = refused(read(text.replace("\\n", "\n")));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).place()).isEqualTo(folder.resolve("hotdesk.toml") + ":" + line);
        assertThat(problems.get(0).what()).isEqualTo(what);
    }

    @Test
    void severalAsterisks_eachHaveTheirOwn() throws IOException {
        ConfigReading.Accepted read = accepted(
                read(
                        """
                        [[asterisk]]
                        name = "house"
                        [[asterisk]]
                        name = "branch"
                        ami-host = "pbx.example"
                        config-folder = ""
                        mailbox-mode = "notify"
                        [mailbox]
                        mode = "alias"
                        """));

        assertThat(read.config().asterisks())
                .extracting(
                        HotdeskConfig.Asterisk::name,
                        HotdeskConfig.Asterisk::amiHost,
                        each -> each.configFolder().isPresent(),
                        HotdeskConfig.Asterisk::mailboxMode)
                .containsExactly(
                        tuple("house", "127.0.0.1", true, MailboxMode.ALIAS),
                        tuple("branch", "pbx.example", false, MailboxMode.NOTIFY));
        assertThat(read.effective())
                .contains(
                        new EffectiveSetting("asterisk[house].ami-port", "5038", "preset"),
                        new EffectiveSetting("asterisk[branch].ami-host", "\"pbx.example\"", place(5)))
                .noneMatch(each -> each.path().startsWith("asterisk."));
    }

    @Test
    void fragment_changesTheAsteriskOfThatName_orAddsOne() throws IOException {
        Path fragments = Files.createDirectory(folder.resolve("conf.d"));
        Files.writeString(
                fragments.resolve("a.toml"),
                "[[asterisk]]\nname = \"one\"\nami-port = 5039\n[[asterisk]]\nname = \"two\"\n");

        HotdeskConfig config =
                accepted(read("[[asterisk]]\nname = \"one\"\nversion = 18\n")).config();

        assertThat(config.asterisks())
                .extracting(
                        HotdeskConfig.Asterisk::name, HotdeskConfig.Asterisk::version, HotdeskConfig.Asterisk::amiPort)
                .containsExactly(tuple("one", 18, 5039), tuple("two", 22, 5038));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [[asterisk]]\\nname = "a"\\n[[asterisk]]\\nname = "a"  | 4 | asterisk.name = "a" stands above already; each [[asterisk]] needs a name of its own
            [[asterisk]]\\nname = "a"\\n[[asterisk]]\\nversion = 20 | 3 | this [[asterisk]] has no name; where there are several, each needs one
            [[asterisk]]\\nname = "a"\\n[[asterisk]]\\nname = "b"  | 3 | asterisk b has the manager address of a, 127.0.0.1:5038; one Asterisk is mirrored once
            [[asterisk]]\\nnames = "a"                            | 2 | unknown key asterisk.names; did you mean name?
            [[asterisk]]\\nami-port = 0                           | 2 | asterisk.ami-port = 0 is not 1 to 65535
            [[asterisk]]\\nconfig-folder = ""\\nmailbox-mode = "alias" | 2 | asterisk asterisk has no config-folder, in which mailbox mode alias keeps a file; for one on another machine take mailbox-mode = "notify"
            asterisk = [1]                                        | 1 | asterisk must be [asterisk] or [[asterisk]]
            [[agi]]\\ncalls-max = 5                               | 1 | unknown section [agi]; did you mean [agi]?
            """)
    void mistakesInSeveralAsterisks_nameFileAndLine(String text, int line, String what) throws IOException {
        assertThat(refused(read(text.replace("\\n", "\n")))).containsExactly(new ConfigProblem(place(line), what));
    }

    @Test
    void oneAndSeveralAsterisks_doNotGoTogether() throws IOException {
        Path fragments = Files.createDirectory(folder.resolve("conf.d"));
        Files.writeString(fragments.resolve("a.toml"), "[[asterisk]]\nname = \"b\"\n");

        assertThat(refused(read("[asterisk]\nname = \"a\"\n")))
                .containsExactly(new ConfigProblem(
                        place(2), "[asterisk] and [[asterisk]] do not go together; write [[asterisk]] for each"));
    }

    private String place(int line) {
        return folder.resolve("hotdesk.toml") + ":" + line;
    }

    @Test
    void mistakes_areAllToldAtOnce() throws IOException {
        assertThat(refused(read("[agi]\ncalls-max = 0\n[dial]\nring-seconds = 0\n[x]\n")))
                .hasSize(3);
    }

    @Test
    void brokenToml_isToldWithItsLine() throws IOException {
        List<ConfigProblem> problems = refused(read("[agi]\ncalls-max = = 5\n"));

        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0).toString()).startsWith(folder.resolve("hotdesk.toml") + ":2: not TOML: ");
    }

    @Test
    void missingFile_saysWhatToDo() {
        assertThat(refused(ConfigReader.read(folder.resolve("nowhere.toml"))))
                .extracting(ConfigProblem::what)
                .containsExactly("there is no such file; 'hotdesk init' writes one");
    }

    @Test
    void commentedFile_ofNothingSet_isThePresets() throws IOException {
        assertThat(accepted(read(ConfigText.file(Map.of()))).config())
                .isEqualTo(accepted(ConfigReader.presets()).config());
    }

    private static InetSocketAddress address(String text) {
        return Kind.address().reader().apply(text).orElseThrow();
    }

    private ConfigReading read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("hotdesk.toml"), text);
        return ConfigReader.read(file);
    }

    private static ConfigReading.Accepted accepted(ConfigReading reading) {
        return reading.fold(accepted -> accepted, refused -> {
            throw new AssertionError(refused.problems().toString());
        });
    }

    private static List<ConfigProblem> refused(ConfigReading reading) {
        return reading.fold(
                accepted -> {
                    throw new AssertionError("accepted");
                },
                ConfigReading.Refused::problems);
    }
}
