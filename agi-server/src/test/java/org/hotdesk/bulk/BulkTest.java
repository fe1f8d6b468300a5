package org.hotdesk.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.phone.PhoneSetting;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.Bulk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with all that spreadsheets and people do to them: what is read, and what is said where. */
class BulkTest {
    private static final ModelName SNOM = new ModelName("snom190");
    private static final Token EVE = new Token("eve");
    private static final Bulk.Present HERE = new Bulk.Present(
            Floor.of(List.of(), List.of(AmpUser.named(new UserNumber("900"), new DisplayName("Eve"))), List.of()),
            Map.of(
                    EVE,
                    new Person(EVE, DisplayName.parse("Eve"), Optional.empty(), Optional.empty(), Optional.empty())),
            Map.of(),
            Map.of(),
            Map.of(SNOM, new PhoneModel(SNOM, 2)));

    private static final String WIDE =
            """
            person,first_name,last_name,user,pin,mailbox,mailbox_password,device,sip_secret,mac,model,lines
            ann,Ann,Lee,201,74930,201,8642,1001,s3cret!,00-04-13-AA-BB-CC,snom190,1001 1002
            bob,Bob,"O'Hara, Jr.",202,,202@sales,,1002,,,,
            """;

    @Test
    void wideSheet_hasAPersonWithEverything() {
        Read read = csv("all.csv", WIDE);

        assertThat(read.problems()).isEmpty();
        Bulk.Delivery found = read.plan().delivery();
        assertThat(found.people()).extracting(each -> each.uid().text()).containsExactly("ann", "bob");
        assertThat(found.users())
                .extracting(AmpUser::cidname)
                .as("the person's name, where there is no other")
                .containsExactly(new DisplayName("Ann Lee"), new DisplayName("Bob O'Hara, Jr."));
        assertThat(found.users()).allMatch(user -> user.person().isPresent());
        assertThat(found.mailboxes())
                .extracting(box -> box.address().toString())
                .containsExactly("201@default", "202@sales");
        assertThat(found.devices()).hasSize(2);
        assertThat(found.phones()).singleElement().satisfies(phone -> {
            assertThat(phone.mac()).isEqualTo(new MacAddress("00:04:13:aa:bb:cc"));
            assertThat(phone.lines())
                    .containsExactly(
                            new PhoneLine(1, new DeviceNumber("1001")), new PhoneLine(2, new DeviceNumber("1002")));
        });
        Bulk.Keys keys = read.plan().keys();
        assertThat(keys.pins()).containsOnlyKeys(new UserNumber("201"));
        assertThat(keys.sipSecrets()).containsOnlyKeys(new DeviceNumber("1001"));
        assertThat(keys.mailboxPasswords()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRLF", "BOM", "semicolons", "tabs", "blank lines", "empty columns", "no last line end"})
    void whatSpreadsheetsDo_isTheSameSheet(String what) {
        String sheet = "person,first_name,email\nann,Ann,ann@example.org\n";
        String odd =
                switch (what) {
                    case "CRLF" -> sheet.replace("\n", "\r\n");
                    case "BOM" -> "\ufeff" + sheet;
                    case "semicolons" -> sheet.replace(',', ';');
                    case "tabs" -> sheet.replace(',', '\t');
                    case "blank lines" -> "\n" + sheet.replace("\n", "\n\n,,\n");
                    case "empty columns" -> sheet.replace("\n", ",,\n");
                    default -> sheet.strip();
                };

        Read read = csv("x.csv", odd);

        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().delivery().people())
                .isEqualTo(csv("x.csv", sheet).plan().delivery().people())
                .hasSize(1);
    }

    @Test
    void quotedCells_haveSeparatorsQuotesAndLineEnds() {
        Read read = csv(
                "phones.csv",
                """
                mac,model,phone_description,settings
                000413000001,snom190,"Desk, left","a=1
                b\\=c= ""x"";y"
                000413000002,snom190,,
                """);

        assertThat(read.problems()).isEmpty();
        Phone first = read.plan().delivery().phones().get(0);
        assertThat(first.description()).contains(new DisplayName("Desk, left"));
        assertThat(first.settings()).containsExactly(new PhoneSetting("a", "1"), new PhoneSetting("b=c", " \"x\";y"));
        assertThat(csv("p.csv", "mac,model\n000413000001,snom190\n\"\n").problems())
                .containsExactly("p.csv line 3: a cell that begins here with a quote does not end");
    }

    @Test
    void eachWrongCell_isNamedOnce_byFileLineAndColumn() {
        assertThat(problems("person,frist_name\nann,Ann\n"))
                .containsExactly("x.csv line 1, column 2: there is no column \"frist_name\"; did you mean first_name?");
        assertThat(problems("user,cidname,context\n201,Ann,x\n"))
                .singleElement()
                .asString()
                .contains("user_context");
        assertThat(problems("person,email,email\n"))
                .containsExactly("x.csv line 1, column 3 (email): the column is there twice");
        assertThat(problems("")).singleElement().asString().contains("no header line");
        assertThat(problems("person,mailbox\nann,201\n"))
                .singleElement()
                .asString()
                .contains("what the lines are");
        assertThat(problems("person,email,pager\nann,ann(at)x,nobody\n,,\n,bob@x.org,\n"))
                .containsExactly(
                        "x.csv line 2, column 2 (email): must be an e-mail address, not \"ann(at)x\"",
                        "x.csv line 2, column 3 (pager): must be an e-mail address, not \"nobody\"",
                        "x.csv line 4, column 1 (person): is missing, and email is not");
        assertThat(problems("person,first_name\nann\nbob,Bob,Hara\n"))
                .containsExactly(
                        "x.csv line 2: the line has 1 cells and the header 2",
                        "x.csv line 3, column 3: the header has no name for this cell; is a comma in a text without"
                                + " quotes?");
        assertThat(problems("user,cidname,ringtimer,dnd,noanswer\n201,Ann,4000,maybe,home\n"))
                .hasSize(3);
        assertThat(problems("user,cidname\n201,\n"))
                .containsExactly("x.csv line 2, column 2 (cidname): cidname is needed for what is new");
        assertThat(problems("mac,model\n0004:13aabb,snom190\n00041300000g,snom190\n"))
                .allMatch(line -> line.contains("column 1 (mac): must be 12 hexadecimal digits"))
                .hasSize(2);
    }

    @Test
    void sheetWithoutHeader_isToldOnce_andNothingOfItIsShown() {
        assertThat(problems("ann,Ann,Lee,201,74930\nbob,Bob,Hara,202,74931\n"))
                .containsExactly("x.csv line 1: the first line names no column that is known; it must be a header such"
                        + " as person,first_name,last_name");
    }

    @Test
    void nameOfSomethingNew_isJudgedOnce() {
        assertThat(problems("user,cidname\n201,Ann;Lee\n"))
                .singleElement()
                .asString()
                .contains("line 2, column 2 (cidname): must be");
        assertThat(problems("mailbox,mailbox_name\n201,Ann;Lee\n")).hasSize(1);
    }

    @Test
    void secrets_areJudged_andNeverTold() {
        List<String> told = problems("user,cidname,pin\n201,Ann,1234\n202,Bob,pass\n203,Cid,77\n");
        assertThat(told).hasSize(3).first().asString().contains("column 3 (pin): this PIN is too easy to guess");
        assertThat(told.get(1)).contains("(pin): a PIN has 4 to 15 digits that nobody would try");
        assertThat(told).noneMatch(line -> line.contains("pass") || line.contains("77"));
        assertThat(problems("device,sip_secret\n1001,a b c\n"))
                .singleElement()
                .asString()
                .doesNotContain("a b c");
        assertThat(problems("mailbox,mailbox_name,mailbox_password\n201,Ann,abcd\n"))
                .singleElement()
                .asString()
                .contains("(mailbox_password): a mailbox password has 3 to 15 digits");
    }

    @Test
    void duplicates_areRefused_unlessOneSheetSaysTheSameOfAPersonAgain() {
        assertThat(problems("person,email\nann,a@x.org\nann,a@x.org\n"))
                .containsExactly("x.csv line 3, column 1 (person): person ann is in x.csv line 2 already");
        assertThat(problems("person,first_name,device,default_user\nann,Ann,1001,\nann,Ann,1002,\n"))
                .isEmpty();
        assertThat(problems("person,first_name,device\nann,Ann,1001\nann,Anna,1002\n"))
                .containsExactly(
                        "x.csv line 3, column 1 (person): person ann is in x.csv line 2 already, with other values");
        assertThat(problems("mac,model\n00:04:13:00:00:01,snom190\n0004.1300.0001,snom190\n"))
                .hasSize(1);
    }

    @Test
    void references_mayComeInAnyOrder_andMustLeadSomewhere() {
        assertThat(csv(
                                "a.csv", "mac,model,lines,person\n000413000001,snom190,1001,ann\n",
                                "b.csv", "device,type,default_user\n1001,fixed,201\n",
                                "c.csv", "user,cidname,person,noanswer\n201,Ann,ann,user-900\n",
                                "people.csv", "person\nann\n")
                        .problems())
                .isEmpty();
        assertThat(problems("mac,model,lines,person\n000413000001,snom19,1001,ann\n"))
                .containsExactly(
                        "x.csv line 2, column 2 (model): there is no phone model snom19; did you mean snom190?",
                        "x.csv line 2, column 3 (lines): there is no device 1001, neither in the store nor in these"
                                + " files",
                        "x.csv line 2, column 4 (person): there is no person ann, neither in the store nor in these"
                                + " files");
        assertThat(problems("device,type,default_user\n1001,adhoc,201\n1002,fixed,\n"))
                .containsExactly(
                        "x.csv line 2, column 3 (default_user): device 1001: default-user must be a user; there is no"
                                + " user 201",
                        "x.csv line 3, column 3 (default_user): a fixed device needs its user");
        assertThat(problems("device,tech,dial\n1001,custom,Local/555@paging\n1002,custom,\n1003,sip,PJSIP/1003\n"))
                .containsExactly(
                        "x.csv line 3, column 3 (dial): a custom device needs its own dial string",
                        "x.csv line 4, column 3 (dial): must be SIP/<name> for sip");
        assertThat(problems("user,cidname,noanswer\n201,Ann,user-202\n202,Bob,user-201\n"))
                .hasSize(2)
                .allMatch(line -> line.contains("column 3 (noanswer)") && line.contains("goes in a circle"));
        assertThat(problems("alias,alias_user,alias_device\n+1555,201,\nx,,\n900,900,\n"))
                .containsExactly(
                        "x.csv line 2, column 1 (alias): alias +1555: must lead somewhere; there is no user 201, add it"
                                + " first",
                        "x.csv line 3, column 1 (alias): must lead to one of alias_user and alias_device",
                        "x.csv line 4, column 1 (alias): alias 900: is the number of a user; an alias must be a name"
                                + " nobody has");
    }

    @Test
    void phonesLines_fitTheModel_andAreThereOnce() {
        String devices = "device,tech\n1001,\n1002,sip\n1003,pjsip\n";
        assertThat(csv("d.csv", devices, "p.csv", "mac,model,lines\n000413000001,snom190,1001 1002 1003\n")
                        .problems())
                .containsExactly(
                        "p.csv line 2, column 3 (lines): phone 00:04:13:00:00:01 has 3 lines and a snom190 at most 2");
        assertThat(csv("d.csv", devices, "p.csv", "mac,model,lines\n000413000001,snom190,1001 1001\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("column 3 (lines): must be device numbers with blanks between, such as 1001 1002, each once");
        Read numbered = csv("d.csv", devices, "p.csv", "mac,model,lines\n000413000001,snom190,231=1001 7=1002\n");
        assertThat(numbered.problems()).isEmpty();
        assertThat(PhoneCells.write(numbered.plan().delivery().phones().get(0)))
                .containsEntry("lines", "7=1002 231=1001");
    }

    @Test
    void emptyCells_clear_missingColumnsLeave() {
        Read read = csv("people.csv", "person,email\neve,eve@x.org\n");
        assertThat(read.plan().delivery().people()).containsExactly(eve("Eve", "eve@x.org"));
        assertThat(csv("people.csv", "person,first_name\neve,\n")
                        .plan()
                        .delivery()
                        .people())
                .singleElement()
                .satisfies(person -> assertThat(person.firstName()).isEmpty());
        assertThat(csv("people.csv", "person,first_name\neve,Eve\n")
                        .plan()
                        .counts()
                        .get(Kind.PEOPLE))
                .isEqualTo(new BulkPlan.Count(0, 0, 1));
    }

    @Test
    void json_isReadWithPlaces() {
        Read read = json(
                """
                {"people": [{"person": "ann", "first_name": "Ann"}],
                 "devices": [{"device": "1001", "edge": true, "sip_secret": null}],
                 "phones": [{"mac": "000413000001", "model": "snom190", "lines": ["1001"], "settings": {"a=b": "c"}}]}
                """);
        assertThat(read.problems()).isEmpty();
        assertThat(read.plan().delivery().phones().get(0).settings()).containsExactly(new PhoneSetting("a=b", "c"));
        assertThat(read.plan().delivery().devices().get(0).behindEdge()).isTrue();

        assertThat(json("{\"people\": [\n  {\"person\": \"ann\",\n   \"email\": \"no\"}]}")
                        .problems())
                .containsExactly("x.json line 3, column 13 (email): must be an e-mail address, not \"no\"");
        assertThat(json("{\"people\": [{\"person\": \"ann\", \"mail\": 1}]}").problems())
                .singleElement()
                .asString()
                .startsWith("x.json line 1, column 31: there is no field \"mail\" in people; did you mean email?");
        assertThat(json("{\"people\": [{\"person\": \"ann\"}").problems())
                .singleElement()
                .asString()
                .startsWith("x.json line 1, column ")
                .endsWith("is no JSON: Unexpected end-of-input: expected close marker for Array");
        assertThat(json("{\"users\": [{\"user\": \"201\", \"pin\": s74931}]}").problems())
                .containsExactly("x.json line 1, column 41: is no JSON: Unrecognized token");
        assertThat(json("{\"persons\": []}").problems())
                .singleElement()
                .asString()
                .contains("must be one of people");
        assertThat(json("[]").problems()).singleElement().asString().contains("must be an object");
        assertThat(json("{\"people\": {}, \"users\": [1]}").problems()).hasSize(2);
        assertThat(json("{\"people\": [{\"person\": \"a\", \"person\": \"b\"}]}")
                        .problems())
                .singleElement()
                .asString()
                .contains("Duplicate");
    }

    @Test
    void whatIsNoUtf8_isNamedByItsLine() {
        byte[] latin = "person,first_name\nann,Ann\nrene,Ren\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(BulkImport.Format.CSV, new Source("x.csv", latin)).problems())
                .containsExactly("x.csv line 3: is no UTF-8; save the file as UTF-8");
    }

    @Test
    void ofManyProblems_theFirstHundredAreTold() {
        var sheet = new StringBuilder("person,email\n");
        for (int i = 0; i < 1000; i++) {
            sheet.append('p').append(i).append(",x\n");
        }
        var problems = new Problems();
        BulkPlan.of(CsvSheet.read(source("x.csv", sheet.toString()), problems), HERE, PinRules.standard(), problems);
        assertThat(problems.count()).isEqualTo(1000);
        assertThat(problems.kept()).hasSize(100);
    }

    private record Read(BulkPlan plan, List<String> problems) {}

    private static Person eve(String name, String email) {
        return new Person(EVE, DisplayName.parse(name), Optional.empty(), EmailAddress.parse(email), Optional.empty());
    }

    private static List<String> problems(String csv) {
        return csv("x.csv", csv).problems();
    }

    private static Read csv(String... namesAndTexts) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            sources.add(source(namesAndTexts[i], namesAndTexts[i + 1]));
        }
        return read(BulkImport.Format.CSV, sources.toArray(Source[]::new));
    }

    private static Read json(String text) {
        return read(BulkImport.Format.JSON, source("x.json", text));
    }

    private static Source source(String name, String text) {
        return new Source(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Read read(BulkImport.Format format, Source... sources) {
        var problems = new Problems();
        List<Row> rows = BulkImport.rows(new BulkImport.Request(format, Arrays.asList(sources), true), problems);
        BulkPlan plan = BulkPlan.of(rows, HERE, PinRules.standard(), problems);
        return new Read(plan, problems.kept().stream().map(Problem::toString).toList());
    }
}
