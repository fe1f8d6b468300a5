-- MariaDB dump 10.19  Distrib 10.5.23-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: asterisk
-- ------------------------------------------------------
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;

--
-- Table structure for table `admin`
--

DROP TABLE IF EXISTS `admin`;
CREATE TABLE `admin` (
  `variable` varchar(20) NOT NULL DEFAULT '',
  `value` varchar(80) NOT NULL DEFAULT '',
  PRIMARY KEY (`variable`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `admin` WRITE;
INSERT INTO `admin` VALUES ('need_reload','false'),('version','17.0.19; it''s (new), \\ "so"');
UNLOCK TABLES;

DROP TABLE IF EXISTS `devices`;
CREATE TABLE `devices` (
  `id` varchar(20) NOT NULL DEFAULT '',
  `tech` varchar(10) NOT NULL DEFAULT '',
  `dial` varchar(255) NOT NULL DEFAULT '',
  `devicetype` varchar(5) NOT NULL DEFAULT '',
  `user` varchar(50) DEFAULT NULL,
  `description` varchar(50) DEFAULT NULL,
  `emergency_cid` varchar(100) DEFAULT NULL,
  `hint_override` varchar(100) DEFAULT NULL,
  KEY `id` (`id`),
  KEY `tech` (`tech`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `devices` VALUES ('2001','pjsip','PJSIP/2001','adhoc','none','Window, left','\"Window\" <5550911>',NULL),('2002','sip','SIP/2002','adhoc','301','Bob\'s desk','',NULL),('2003','dahdi','DAHDI/3','fixed','301','Fax \"old\"','','Custom:fax'),('2003','dahdi','DAHDI/4','fixed','301','again','',NULL);
INSERT INTO `devices` (`id`,`tech`,`dial`,`devicetype`,`user`,`description`) VALUES ('2007','pjsip','PJSIP/2007','fixed','303','Kitchen');

CREATE TABLE `users` (
  `extension` varchar(20) NOT NULL DEFAULT '',
  `password` varchar(20) DEFAULT NULL,
  `name` varchar(50) DEFAULT NULL,
  `voicemail` varchar(50) DEFAULT NULL,
  `ringtimer` int(3) DEFAULT NULL,
  `noanswer` varchar(100) DEFAULT NULL,
  `recording` varchar(50) DEFAULT NULL,
  `outboundcid` varchar(50) DEFAULT NULL,
  `sipname` varchar(50) DEFAULT NULL,
  `noanswer_cid` varchar(20) NOT NULL DEFAULT '',
  `busy_cid` varchar(20) NOT NULL DEFAULT '',
  `chanunavail_cid` varchar(20) NOT NULL DEFAULT '',
  `noanswer_dest` varchar(255) NOT NULL DEFAULT '',
  `busy_dest` varchar(255) NOT NULL DEFAULT '',
  `chanunavail_dest` varchar(255) NOT NULL DEFAULT '',
  `mohclass` varchar(80) DEFAULT 'default',
  PRIMARY KEY (`extension`)
) ENGINE=InnoDB;
INSERT INTO `users` VALUES ('201','4711','Ann Lee','default',25,'','','Ann Lee <5550100>','ann.lee','','','','from-did-direct,301,1','','','default');
INSERT INTO `users` VALUES ('301','9999','Robert','novm',0,'','','','','','','','app-blackhole,hangup,1','app-blackhole,busy,1','','jazz'),('303',NULL,'D\'Arcy, Zoë','default',-1,NULL,NULL,'','','B:','','','ext-local,vmu303,1','','','default'),('304','','',NULL,NULL,NULL,NULL,NULL,NULL,'','','','','','',NULL);

CREATE TABLE IF NOT EXISTS `sip` (
  `id` varchar(20) NOT NULL DEFAULT '-1',
  `keyword` varchar(30) NOT NULL DEFAULT '',
  `data` varchar(255) NOT NULL,
  `flags` int(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`,`keyword`)
);
/*!40000 ALTER TABLE `sip` DISABLE KEYS */;
INSERT INTO `sip` VALUES ('2001','secret','s3cret/Of-2001',2),('2001','context','from-internal',3),('2001','max_contacts','1',4),('2002','secret','has;semicolon',2),('2002','context','from floor',3),('2002','qualify','yes',4),('2007','secret','k1tchen',2),('tr-peer-1','secret','trunk-secret',2),('tr-peer-1','host','sip.example.org',3);
-- Dump completed on 2026-11-20 10:00:00
