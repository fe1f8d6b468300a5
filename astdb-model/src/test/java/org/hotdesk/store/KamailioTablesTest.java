package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema {@code kamailio} on a real PostgreSQL. */
class KamailioTablesTest {
    private static final DeviceNumber D = new DeviceNumber("1001");
    private static final String HA1 = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(PostgresServer.running().config(folder), StoreOnFile.NOON);
        store.directory().putDevice(Device.adhoc(D).behindTheEdge());
        store.directory().putUser(AmpUser.named(new UserNumber("201"), new DisplayName("Ann Lee")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void versions_areThoseOfKamailio56() {
        assertThat(sql("select string_agg(table_name || ' ' || table_version, ',' order by table_name)"
                        + " from kamailio.version"))
                .isEqualTo("dbaliases 1,location 9,subscriber 7,version 1");
    }

    @Test
    void subscriber_isWhoHasAHashInClear_andNobodyElse() {
        store.secrets().setSipSecret(D, "wonder".toCharArray());
        assertThat(subscribers()).isEqualTo("nothing");
        clear("1001");
        assertThat(subscribers()).isEqualTo("1001 hotdesk [] " + HA1 + " 32");
        assertThat(sql("select ha1b = ha1 from kamailio.subscriber")).isEqualTo("f");

        store.directory().putDevice(Device.adhoc(D));
        assertThat(subscribers()).isEqualTo("nothing");
    }

    @Test
    void dbaliases_leadToDevicesAndUsers() {
        store.directory().addAlias(Alias.of(new AliasName("+15551001"), D));
        store.directory().addAlias(Alias.of(new AliasName("ann.lee"), new UserNumber("201")));

        assertThat(sql("select string_agg(concat_ws(' ', alias_username, alias_domain, username, domain), ','"
                        + " order by alias_username) from kamailio.dbaliases where id is not null"))
                .isEqualTo("+15551001 hotdesk 1001 hotdesk,ann.lee hotdesk 201 hotdesk");
    }

    @Test
    void contacts_stay_whenTheScriptRunsAgain() {
        sql("insert into kamailio.location (ruid, username, contact) values ('a', '1001', 'sip:1001@192.0.2.7')");
        store.close();
        StoreConfig config = PostgresServer.running().config(folder);
        var other = new StoreConfig(
                config.jdbcUrl(), config.login(), config.pepperFile(), config.keyFile(), "other.example", false);
        store = Store.open(other, StoreOnFile.NOON);
        store.directory().addAlias(Alias.of(new AliasName("+15551001"), D));

        assertThat(sql("select contact from kamailio.location")).isEqualTo("sip:1001@192.0.2.7");
        assertThat(sql("select domain from kamailio.dbaliases")).isEqualTo("other.example");
    }

    private String subscribers() {
        return sql("select concat_ws(' ', username, domain, '[' || password || ']', ha1, length(ha1b))"
                + " from kamailio.subscriber where id is not null");
    }

    /** As it stands where the operator lets it. */
    private void clear(String device) {
        sql("update device set ha1_md5 = 'clear:" + HA1 + "' where device_number = '" + device + "'");
    }

    private String sql(String sql) {
        return PostgresServer.running()
                .execute(PostgresServer.name(folder), sql)
                .orElse("nothing");
    }
}
