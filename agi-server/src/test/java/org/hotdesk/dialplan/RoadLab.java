package org.hotdesk.dialplan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.Floor;

/**
 * A real Asterisk with our dialplan, an administrator's hooks and phones that are dialplan too, on which a
 * {@link RoadCase} can be called and what Asterisk executes is written down. One owner thread.
 */
final class RoadLab implements AutoCloseable {
    /** The variables that both roads leave, by the contract between dialplan and companion. */
    static final List<String> VARIABLES = List.of(
            "HD_AMPUSER",
            "HD_CIDNAME",
            "HD_CIDNUM",
            "HD_MASQ",
            "HD_OUTCID",
            "HD_ECID",
            "HD_ELOC",
            "HD_LANG",
            "HD_ACCT",
            "HD_OPTS",
            "HD_UCTX",
            "HD_SESSION",
            "HD_OUTBOUND",
            "HD_EMPTY",
            "HD_NUMBERS",
            "HD_MUSIC",
            "HD_KIND",
            "HD_DIAL",
            "HD_RING",
            "HD_NOANSWER",
            "HD_VM",
            "HD_DND",
            "HD_CW",
            "HD_CF",
            "HD_CFB",
            "HD_CFU",
            "HD_CALLEENAME",
            "HD_CALLEELANG",
            "HD_CALLEEACCT",
            "HD_CALLEEOUT",
            "HD_CALLEEMUSIC");

    private static final String SECRET = "only-for-this-test";
    private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

    private static final String MANAGER =
            """
            [test]
            secret=only-for-this-test
            deny=0.0.0.0/0.0.0.0
            permit=127.0.0.1/255.255.255.255
            read=all
            write=all
            writetimeout=10000
            """;

    private static final String PJSIP =
            """
            [3001]
            type=endpoint
            context=from-internal
            aors=3001
            set_var=HD_DEVICE=3001
            [3001]
            type=aor
            contact=sip:3001@127.0.0.1:9
            contact=sip:3001@127.0.0.1:9\\;transport=udp
            [3002]
            type=endpoint
            context=from-internal
            aors=3002
            set_var=HD_DEVICE=3002
            [3002]
            type=aor
            max_contacts=1
            """;

    private static final String VOICEMAIL =
            """
            [default]
            202 => 1234,Bob
            204 => 1234,Di
            [sales]
            7000 => 1234,Sales
            7001 => 1234,Sales
            """;

    private static final String DIALPLAN =
            """
            [lab-desk]
            exten => _[+0-9*].,1,Set(CALLERID(all)="device" <${HD_DEVICE}>)
             same => n,Goto(from-internal,${EXTEN},1)
            [lab-local]
            exten => _X.,1,Set(CALLERID(all)="Pete" <${LAB_FROM}>)
             same => n,Goto(from-internal,${EXTEN},1)
            [lab-trunk]
            exten => _X.,1,Set(CALLERID(all)="Pete" <${LAB_FROM}>)
             same => n,Goto(hotdesk-from-trunk,${EXTEN},1)
            [lab-phone]
            exten => _X.,1,NoOp(rings ${EXTEN} as ${CALLERID(name)} <${CALLERID(num)}>)
             same => n,GotoIf($["${DB(LAB/${EXTEN})}" = "busy"]?busy)
             same => n,Ringing()
             same => n,ExecIf($["${DB(LAB/${EXTEN})}" = "ring"]?Wait(30))
             same => n,Wait(0.2)
             same => n,NoOp(answers ${EXTEN})
             same => n,Answer()
             same => n,Wait(30)
             same => n(busy),Busy(5)
            [hotdesk-outbound]
            exten => _XXXXXXX!,1,NoOp(leaves to ${EXTEN} as @who@)
             same => n,Answer()
             same => n,Wait(30)
            exten => _77XXX,1,NoOp(leaves to ${EXTEN} with music ${CHANNEL(musicclass)})
             same => n,Answer()
             same => n,Wait(30)
            exten => _+X.,1,NoOp(leaves to ${EXTEN} as @who@)
             same => n,Answer()
             same => n,Wait(30)
            [lab-directors]
            exten => _555XXXX,1,NoOp(director ${EXTEN} as ${CALLERID(name)} <${CALLERID(num)}>)
             same => n,Answer()
             same => n,Wait(30)
            [hotdesk-emergency]
            exten => _X.,1,NoOp(emergency ${EXTEN} as ${CALLERID(name)} <${CALLERID(num)}> from ${HD_ELOC})
             same => n,Answer()
             same => n,Wait(30)
            [ivr-3]
            exten => s,1,NoOp(menu 3)
             same => n,Wait(30)
            [lab-probe]
            exten => s,1,Gosub(hotdesk-device,s,1)
             same => n,Set(HD_CALLEE=${LAB_CALLEE})
             same => n,Set(HD_DEST=${LAB_DEST})
             same => n,Gosub(hotdesk-lookup,call,1)
             @probe@
             same => n,NoOp(probed ${HD_OK})
            """;

    private static final String WHO = "${CALLERID(name)} <${CALLERID(num)}> ${CALLERID(num-pres)}"
            + " account=${CHANNEL(accountcode)} language=${CHANNEL(language)} user=${AMPUSER}";

    private final PrivateAsterisk asterisk;
    private final ManagerLink manager;
    private final List<AstDbKey> rows = new ArrayList<>();
    private List<Map<String, String>> byAstDb = List.of();

    private RoadLab(PrivateAsterisk asterisk) {
        this.asterisk = asterisk;
        this.manager = new ManagerLink(asterisk.ami().address(), "test", SECRET);
    }

    /** Starts the Asterisk with that dialplan. */
    static RoadLab start(Lab lab, String dialplan) {
        return start(lab, dialplan, Map.of());
    }

    /** The same with more files, see {@link PrivateAsterisk#start}. */
    static RoadLab start(Lab lab, String dialplan, Map<String, String> more) {
        Map<String, String> files = new TreeMap<>(more);
        files.put("extensions.d/hotdesk.conf", dialplan);
        files.put("extensions.d/lab.conf", hooks());
        files.put("pjsip.d/lab.conf", PJSIP);
        files.put("voicemail.d/lab.conf", VOICEMAIL);
        files.put("manager.d/test.conf", MANAGER);
        return new RoadLab(lab.asterisk(files));
    }

    /** A dialplan whose companion is at a port of ours where nobody listens. */
    static String withoutCompanion(Lab lab) {
        return ExtensionsConf.text(
                DialplanConfig.usual().withAgi("127.0.0.1:" + lab.ports().take(1)));
    }

    private static String hooks() {
        StringBuilder probe = new StringBuilder();
        for (String variable : VARIABLES) {
            probe.append("same => n,NoOp(")
                    .append(variable)
                    .append("=${")
                    .append(variable)
                    .append("})\n ");
        }
        return DIALPLAN.replace("@who@", WHO).replace("@probe@", probe.toString());
    }

    PrivateAsterisk asterisk() {
        return asterisk;
    }

    ManagerLink manager() {
        return manager;
    }

    /** Makes astdb the image of this floor, and nothing else. */
    void show(Floor floor) {
        rows.forEach(row -> manager.send("Action: DBDel\r\nFamily: " + row.family() + "\r\nKey: " + row.key()));
        rows.clear();
        Projection.all(floor).forEach((row, text) -> put(row, text));
    }

    /** One row more. */
    void put(AstDbKey row, String text) {
        manager.send("Action: DBPut\r\nFamily: " + row.family() + "\r\nKey: " + row.key() + "\r\nVal: " + text);
        rows.add(row);
    }

    /** What the lookup of a call leaves, by variable; {@code HD_OK} too, which tells the road. */
    Map<String, String> probe(String device, String callee, String dest) {
        manager.forget();
        originate("s", "lab-probe", "__HD_DEVICE=" + device, "LAB_CALLEE=" + callee, "LAB_DEST=" + dest);
        manager.await(CALL_LIMIT, events -> events.stream()
                .filter(event -> event.getOrDefault("AppData", "").startsWith("probed "))
                .findFirst());
        Map<String, String> found = new TreeMap<>();
        for (Map<String, String> event : manager.events()) {
            String text = event.getOrDefault("AppData", "");
            int equals = text.indexOf('=');
            if ("lab-probe".equals(event.get("Context")) && "NoOp".equals(event.get("Application")) && equals > 0) {
                found.put(text.substring(0, equals), text.substring(equals + 1));
            } else if (text.startsWith("probed ")) {
                found.put("HD_OK", text.substring("probed ".length()));
            }
        }
        hangUpAll();
        return found;
    }

    /** Makes the call; what is seen of it, as many lines as were hoped for or after a while those that came. */
    List<String> call(RoadCase wanted) {
        show(wanted.floor());
        wanted.phones().forEach((desk, does) -> put(new AstDbKey("LAB", desk), does));
        for (String desk : wanted.inUse()) {
            put(new AstDbKey("LAB", desk), "answer");
            manager.forget();
            originate(desk, "lab-phone");
            seen(2);
        }
        manager.forget();
        String device = wanted.entry().equals("lab-desk") ? "__HD_DEVICE=" + wanted.from() : "LAB_DESK=none";
        originate(wanted.dialled(), wanted.entry(), device, "__LAB_FROM=" + wanted.from());
        seen(wanted.seen().size());
        pause();
        List<String> seen = seen(0);
        byAstDb = manager.events().stream()
                .filter(event -> "HotdeskRoad".equals(event.get("UserEvent")))
                .toList();
        hangUpAll();
        return seen;
    }

    /** What the last call's lookups told of taking the road by astdb. */
    List<Map<String, String>> roadsTaken() {
        return byAstDb;
    }

    /** What is to be noticed since the last call, when there are that many lines or it took too long. */
    List<String> seen(int lines) {
        manager.await(CALL_LIMIT, events -> Optional.of(events)
                .filter(all -> CallTrace.of(all).size() >= lines));
        return CallTrace.of(manager.events());
    }

    /** A call by a channel whose dialplan half starts there. */
    void originate(String exten, String context, String... variables) {
        StringBuilder action = new StringBuilder("Action: Originate\r\nChannel: Local/" + exten + "@" + context
                + "/n\r\nApplication: Wait\r\nData: 40\r\nAsync: true\r\nTimeout: 30000");
        for (String variable : variables) {
            action.append("\r\nVariable: ").append(variable);
        }
        manager.send(action.toString());
    }

    /** Ends every call and waits until none is left. */
    void hangUpAll() {
        for (int attempt = 0; attempt < 50; attempt++) {
            manager.send("Action: Hangup\r\nChannel: /.*/");
            manager.forget();
            manager.send("Action: CoreShowChannels");
            boolean none = manager.await(CALL_LIMIT, events -> events.stream()
                            .filter(event -> "CoreShowChannelsComplete".equals(event.get("Event")))
                            .findFirst())
                    .filter(done -> "0".equals(done.get("ListItems")))
                    .isPresent();
            if (none) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("calls do not end");
    }

    /** Waits long enough for a step too many to show itself. */
    static void pause() {
        try {
            Thread.sleep(60);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
