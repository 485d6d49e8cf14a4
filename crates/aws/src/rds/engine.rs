use stackwright_core::Text;

/// What an engine is to RDS.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    /// As RDS names it.
    pub name: &'static str,
    pub version: Text,
    /// The family of its groups of parameters.
    pub family: Text,
    pub kind: EngineKind,
}

impl Engine {
    /// The version that groups of options are for: `8.4` of `8.4.8`.
    pub fn major(&self) -> String {
        two_parts(&self.version).to_owned()
    }
}

/// What is the same for all versions of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EngineKind {
    Postgres,
    MySql,
}

impl EngineKind {
    pub fn port(self) -> u16 {
        match self {
            EngineKind::Postgres => 5432,
            EngineKind::MySql => 3306,
        }
    }

    /// The parameter that refuses connections in the clear.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.Requiring.html>
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html>
    pub fn tls(self) -> (&'static str, &'static str) {
        match self {
            EngineKind::Postgres => ("rds.force_ssl", "1"),
            EngineKind::MySql => ("require_secure_transport", "1"),
        }
    }
}

impl EngineKind {
    /// What that parameter is set to in a cluster of Aurora.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html>
    pub fn tls_in_aurora(self) -> &'static str {
        match self {
            EngineKind::Postgres => "1",
            EngineKind::MySql => "ON",
        }
    }
}

/// An engine of [`DatabaseInstance`](super::DatabaseInstance): [`PostgresEngine`] or
/// [`MySqlEngine`].
pub trait DatabaseEngine {
    /// A log that it can send to CloudWatch.
    type Log: Into<Text>;
}

/// PostgreSQL, as a type.
#[derive(Clone, Copy, Debug)]
pub enum PostgresEngine {}

/// MySQL, as a type.
#[derive(Clone, Copy, Debug)]
pub enum MySqlEngine {}

impl DatabaseEngine for PostgresEngine {
    type Log = PostgresLog;
}

impl DatabaseEngine for MySqlEngine {
    type Log = MySqlLog;
}

/// A version of PostgreSQL. A minor one is named, so that nobody is surprised by what is made; a
/// database moves on within the major one by itself all the same.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PostgresVersion {
    /// PostgreSQL 14.22.
    V14,
    /// PostgreSQL 15.17.
    V15,
    /// PostgreSQL 16.13.
    V16,
    /// PostgreSQL 17.9.
    V17,
    /// PostgreSQL 18.3.
    V18,
    /// Another one, as RDS writes it: `17.10`.
    Other(Text),
}

impl PostgresVersion {
    fn text(self) -> Text {
        match self {
            PostgresVersion::V14 => "14.22".into(),
            PostgresVersion::V15 => "15.17".into(),
            PostgresVersion::V16 => "16.13".into(),
            PostgresVersion::V17 => "17.9".into(),
            PostgresVersion::V18 => "18.3".into(),
            PostgresVersion::Other(text) => text,
        }
    }

    pub(super) fn engine(self) -> Engine {
        let version = self.text();
        let major = version.split('.').next().unwrap_or_default();
        Engine {
            name: "postgres",
            family: format!("postgres{major}").into(),
            version,
            kind: EngineKind::Postgres,
        }
    }
}

/// A version of MySQL. A minor one is named, because RDS knows MySQL by these; a database moves on
/// within the major one by itself all the same.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MySqlVersion {
    /// MySQL 8.0.45.
    V8_0,
    /// MySQL 8.4.8.
    V8_4,
    /// Another one, as RDS writes it: `8.4.9`.
    Other(Text),
}

impl MySqlVersion {
    fn text(self) -> Text {
        match self {
            MySqlVersion::V8_0 => "8.0.45".into(),
            MySqlVersion::V8_4 => "8.4.8".into(),
            MySqlVersion::Other(text) => text,
        }
    }

    pub(super) fn engine(self) -> Engine {
        let version = self.text();
        Engine {
            name: "mysql",
            family: format!("mysql{}", two_parts(&version)).into(),
            version,
            kind: EngineKind::MySql,
        }
    }
}

/// A version of Aurora that speaks PostgreSQL. A minor one is named, because Aurora knows them by
/// these; a cluster moves on within the major one by itself all the same.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuroraPostgresVersion {
    /// PostgreSQL 15.17.
    V15,
    /// PostgreSQL 16.13.
    V16,
    /// PostgreSQL 17.9.
    V17,
    /// Another one, as RDS writes it: `17.10`.
    Other(Text),
}

impl AuroraPostgresVersion {
    fn text(self) -> Text {
        match self {
            AuroraPostgresVersion::V15 => "15.17".into(),
            AuroraPostgresVersion::V16 => "16.13".into(),
            AuroraPostgresVersion::V17 => "17.9".into(),
            AuroraPostgresVersion::Other(text) => text,
        }
    }

    pub(super) fn engine(self) -> Engine {
        let version = self.text();
        let major = version.split('.').next().unwrap_or_default();
        Engine {
            name: "aurora-postgresql",
            family: format!("aurora-postgresql{major}").into(),
            version,
            kind: EngineKind::Postgres,
        }
    }
}

/// A version of Aurora that speaks MySQL.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuroraMySqlVersion {
    /// Aurora MySQL 3, which is like MySQL 8.0.
    V3,
    /// Another one, as RDS writes it: `8.0.mysql_aurora.3.11.1`.
    Other(Text),
}

impl AuroraMySqlVersion {
    fn text(self) -> Text {
        match self {
            AuroraMySqlVersion::V3 => "8.0.mysql_aurora.3.10.3".into(),
            AuroraMySqlVersion::Other(text) => text,
        }
    }

    pub(super) fn engine(self) -> Engine {
        let version = self.text();
        Engine {
            name: "aurora-mysql",
            family: format!("aurora-mysql{}", two_parts(&version)).into(),
            version,
            kind: EngineKind::MySql,
        }
    }
}

/// `8.4` of `8.4.8`.
fn two_parts(version: &str) -> &str {
    let mut dots = version.match_indices('.').map(|(at, _)| at);
    match dots.nth(1) {
        Some(second) => version.get(..second).unwrap_or(version),
        None => version,
    }
}

/// A log of PostgreSQL.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PostgresLog {
    /// What the server says.
    Postgresql,
    /// What upgrades of the engine say.
    Upgrade,
    /// What goes wrong where users log in by IAM.
    IamDbAuthError,
}

impl From<PostgresLog> for Text {
    fn from(log: PostgresLog) -> Self {
        match log {
            PostgresLog::Postgresql => "postgresql".into(),
            PostgresLog::Upgrade => "upgrade".into(),
            PostgresLog::IamDbAuthError => "iam-db-auth-error".into(),
        }
    }
}

/// A log of MySQL. All but the log of errors have to be turned on: by
/// [parameters](super::DatabaseInstance::parameter), and that of who did what by
/// [`MySqlOption::audit`](super::MySqlOption::audit).
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQL.LogFileSize.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MySqlLog {
    /// Who did what, by the audit plugin.
    Audit,
    /// What the server says.
    Error,
    /// All that clients send.
    General,
    /// What takes long.
    SlowQuery,
    /// What goes wrong where users log in by IAM.
    IamDbAuthError,
}

impl From<MySqlLog> for Text {
    fn from(log: MySqlLog) -> Self {
        match log {
            MySqlLog::Audit => "audit".into(),
            MySqlLog::Error => "error".into(),
            MySqlLog::General => "general".into(),
            MySqlLog::SlowQuery => "slowquery".into(),
            MySqlLog::IamDbAuthError => "iam-db-auth-error".into(),
        }
    }
}
