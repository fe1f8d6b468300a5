package org.hotdesk.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The smallest configuration with which an Asterisk starts quickly and alone: what a caller adds goes into the folders
 * {@code pjsip.d}, {@code sip.d}, {@code extensions.d}, {@code voicemail.d} and {@code manager.d}, or replaces a file.
 */
final class AsteriskFiles {

    /** Families of modules which listen on fixed ports, want files or servers that are not here, or take long. */
    private static final List<String> NOT_WANTED = List.of(
            "app_voicemail_odbc app_voicemail_imap app_adsiprog app_festival app_jack app_alarmreceiver app_sms app_dictate",
            "app_externalivr app_minivm app_getcpeid app_test app_mp3 app_zapateller app_nbscat app_ices app_image app_url",
            "cdr_adaptive_odbc cdr_odbc cdr_pgsql cdr_radius cdr_sqlite3_custom cdr_tds cdr_csv cdr_custom cdr_manager",
            "cel_custom cel_manager cel_odbc cel_pgsql cel_radius cel_sqlite3_custom cel_tds cdr_syslog cdr_beanstalkd",
            "cel_beanstalkd chan_audiosocket chan_console chan_iax2 chan_motif chan_unistim chan_websocket chan_alsa",
            "chan_oss chan_mobile chan_skinny chan_mgcp chan_phone chan_ooh323 chan_dahdi chan_vpb app_dahdiras app_meetme",
            "codec_amr codec_codec2 codec_lpc10 codec_opus_open_source codec_speex func_curl func_enum func_odbc func_speex",
            "pbx_ael pbx_dundi pbx_lua pbx_realtime res_adsi res_ael_share res_aeap res_ari res_ari_applications",
            "res_ari_asterisk res_ari_bridges res_ari_channels res_ari_device_states res_ari_endpoints res_ari_events",
            "res_ari_model res_ari_playbacks res_ari_recordings res_ari_sounds res_calendar res_calendar_caldav",
            "res_calendar_ews res_calendar_exchange res_calendar_icalendar res_config_curl res_config_ldap",
            "res_config_odbc res_config_pgsql res_config_sqlite res_config_sqlite3 res_config_mysql res_corosync res_curl",
            "res_fax res_fax_spandsp res_geolocation res_hep res_hep_pjsip res_hep_rtcp res_http_media_cache",
            "res_http_post res_odbc res_odbc_transaction res_phoneprov res_pjsip_geolocation",
            "res_pjsip_phoneprov_provider res_pjsip_stir_shaken res_pjsip_transport_websocket res_prometheus",
            "res_resolver_unbound res_rtp_multicast res_smdi res_snmp res_speech_aeap res_statsd res_stir_shaken",
            "res_stasis res_stasis_answer res_stasis_broadcast res_stasis_device_state res_stasis_mailbox res_stasis_playback",
            "res_stasis_recording res_stasis_snoop res_stasis_test app_stasis app_stasis_broadcast chan_rtp app_agent_pool",
            "app_amd app_confbridge app_followme app_page app_queue res_clialiases res_musiconhold res_parking",
            "res_pjsip_config_wizard res_audiosocket app_audiosocket res_cdrel_custom res_pjsip_publish_asterisk",
            "res_stun_monitor res_timing_dahdi res_websocket_client res_xmpp res_http_websocket res_pktccops");

    private AsteriskFiles() {}

    /** File name to text. */
    static Map<String, String> minimal(
            AsteriskInstallation installation, Path folder, AsteriskPorts ports, AmiAccess access) {
        Map<String, String> files = new TreeMap<>();
        for (String empty : List.of("cdr.conf", "cel.conf", "udptl.conf", "ccss.conf", "pjproject.conf")) {
            files.put(empty, "[general]\n");
        }
        files.put("cdr.conf", "[general]\nenable=no\n");
        files.put("features.conf", "[general]\n");
        files.put("indications.conf", INDICATIONS);
        files.put("acl.conf", "; no named lists\n");
        files.put("pjsip_notify.conf", "; NOTIFYs are sent by the manager action PJSIPNotify with their own headers\n");
        files.put("asterisk.conf", asterisk(installation, folder));
        files.put("modules.conf", modules());
        files.put("logger.conf", LOGGER);
        files.put("rtp.conf", rtp(ports));
        files.put("manager.conf", manager(access));
        files.put("pjsip_transport.conf", transport(ports));
        files.put("pjsip.conf", PJSIP);
        files.put("sip.conf", sip(ports));
        files.put("extensions.conf", "[general]\nautofallthrough=yes\n#tryinclude \"extensions.d/*.conf\"\n");
        files.put("voicemail.conf", VOICEMAIL);
        return files;
    }

    /** After a restart Asterisk asks each phone anew whether it is there; unless told so it may take a minute over it. */
    private static final String PJSIP =
            """
            [global]
            type=global
            max_initial_qualify_time=1
            #include "pjsip_transport.conf"
            #tryinclude "pjsip.d/*.conf"
            """;

    private static final String LOGGER =
            """
            [general]
            dateformat=%F %T.%3q
            [logfiles]
            console.log => notice,warning,error,verbose(5),dtmf
            """;

    private static final String VOICEMAIL =
            """
            [general]
            format=wav
            maxsecs=60
            ; A silent test phone must be able to leave a message, and nothing here may send mail.
            maxsilence=0
            mailcmd=/bin/true
            #tryinclude "voicemail.d/*.conf"
            """;

    private static final String INDICATIONS =
            """
            [general]
            country=us
            [us]
            description=North America
            ringcadence=2000,4000
            dial=350+440
            busy=480+620/500,0/500
            ring=440+480/2000,0/4000
            congestion=480+620/250,0/250
            callwaiting=440/300,0/10000
            dialrecall=!350+440/100,!0/100,!350+440/100,!0/100,!350+440/100,!0/100,350+440
            record=1400/500,0/15000
            info=!950/330,!1400/330,!1800/330,0
            """;

    private static String asterisk(AsteriskInstallation installation, Path folder) {
        return """
                [directories]
                astetcdir => %1$s/etc
                astcachedir => %1$s/var
                astvarlibdir => %1$s/var
                astdbdir => %1$s/db
                astkeydir => %1$s/var
                astspooldir => %1$s/spool
                astrundir => %1$s/run
                astlogdir => %1$s/log
                astmoddir => %2$s
                astdatadir => %3$s
                astagidir => %1$s/agi-bin
                [options]
                verbose=5
                """
                .formatted(folder, installation.modules(), installation.data());
    }

    private static String modules() {
        StringBuilder text = new StringBuilder("[modules]\nautoload=yes\n");
        for (String family : NOT_WANTED) {
            for (String module : family.split(" ", -1)) {
                text.append("noload=").append(module).append(".so\n");
            }
        }
        return text.toString();
    }

    private static String rtp(AsteriskPorts ports) {
        int last = ports.rtpFirst() + AsteriskPorts.RTP_COUNT - 1;
        return "[general]\nrtpstart=" + ports.rtpFirst() + "\nrtpend=" + last + "\nicesupport=no\n";
    }

    private static String manager(AmiAccess access) {
        return """
                [general]
                enabled=yes
                webenabled=no
                bindaddr=127.0.0.1
                port=%d
                displayconnects=no
                [%s]
                secret=%s
                deny=0.0.0.0/0.0.0.0
                permit=127.0.0.1/255.255.255.255
                read=system,user,call,agent
                write=system,call,reporting,user,agent,originate
                #tryinclude "manager.d/*.conf"
                """
                .formatted(access.address().getPort(), access.user(), access.secret());
    }

    private static String transport(AsteriskPorts ports) {
        return "[transport-udp]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:" + ports.sip() + "\n";
    }

    private static String sip(AsteriskPorts ports) {
        return """
                [general]
                udpbindaddr=127.0.0.1:%d
                tcpenable=no
                alwaysauthreject=yes
                allowguest=no
                #tryinclude "sip.d/*.conf"
                """
                .formatted(ports.chanSip());
    }
}
