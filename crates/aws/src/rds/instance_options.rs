use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{DeletionPolicy, Expr, IntoValue, Str, Text, Value};

use super::setters::database_setters;
use super::{Credentials, DatabaseEngine, DatabaseInstance, DbSize};
use crate::ec2::{IntoSubnets, SecurityGroupHandle};
use crate::units::{Size, whole_days, whole_seconds};

database_setters!(DatabaseInstance);

impl<E: DatabaseEngine> DatabaseInstance<E> {
    /// The class of its instances; [`DbSize::T4gMicro`], if this is not said. A change restarts it.
    pub fn size(mut self, size: DbSize) -> Self {
        self.spec.size = size;
        self
    }

    /// Keeps a standby in another Availability Zone, which takes over when the first one fails.
    pub fn multi_az(mut self) -> Self {
        self.spec.written = self.spec.written.multi_az(true);
        self
    }

    /// How much storage it begins with, of the type `gp3`: 20 GiB, if this is not said, which is the
    /// least. It never gets less.
    pub fn storage(mut self, size: Size) -> Self {
        self.spec.storage = size;
        self
    }

    /// How far its storage may grow by itself: to five times what it begins with, if this is not
    /// said. A database without room stops.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html>
    pub fn storage_up_to(mut self, size: Size) -> Self {
        self.spec.storage_up_to = Some(size);
        self
    }

    /// How many operations a second its storage does, for databases of 400 GiB and above.
    pub fn iops(mut self, count: u32) -> Self {
        self.spec.written = self.spec.written.iops(count);
        self
    }

    /// How much its storage reads and writes a second, in MiB, for databases of 400 GiB and above.
    pub fn storage_throughput(mut self, mib: u32) -> Self {
        self.spec.written = self.spec.written.storage_throughput(mib);
        self
    }

    /// Who signs its certificate, as `rds-ca-ecc384-g1`; who does so in the account's region, if this is
    /// not said.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html>
    pub fn certificate_authority(mut self, name: impl IntoValue<Str>) -> Self {
        self.spec.written = self.spec.written.ca_certificate_identifier(name);
        self
    }

    /// Is reached over IPv6 as well, in subnets that have addresses of it.
    pub fn dual_stack(mut self) -> Self {
        self.spec.written = self.spec.written.network_type("DUAL");
        self
    }

    /// Names it: it cannot be replaced by CloudFormation then, and its logs go to groups whose
    /// retention is known.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.spec.name = Some(name.into_value());
        self
    }

    /// Encrypts the secret that RDS makes with a key of one's own. Who may read it may then decrypt
    /// it, as far as the key's policy lets the account say so.
    pub fn secret_encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.spec.secret_key = Some(key.into_value());
        self
    }

    /// For how long backups are kept, from which any moment of that time can be had back: a week, if
    /// this is not said, and 35 days at most. For zero there are none.
    pub fn backups(mut self, kept: Duration) -> Self {
        self.spec.written = self.spec.written.backup_retention_period(whole_days(kept));
        self
    }

    /// Stays with the minor version that it has, until another one is said.
    pub fn without_minor_upgrades(mut self) -> Self {
        self.spec.written = self.spec.written.auto_minor_version_upgrade(false);
        self
    }

    /// Lets another version of this program be another major one, which takes a while and cannot be
    /// undone.
    pub fn allow_major_upgrade(mut self) -> Self {
        self.spec.written = self.spec.written.allow_major_version_upgrade(true);
        self
    }

    /// A parameter of the engine, as `("max_connections", "200")`.
    ///
    /// Beside what is said here, its group has the one that refuses connections in the clear,
    /// `rds.force_ssl` or `require_secure_transport`, which can be said, too.
    pub fn parameter(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let value: Expr = value.into_value().into_expr();
        self.spec.parameters.set(name, value);
        self
    }

    /// Sends logs to CloudWatch, to groups that are called after the database. Those of one with a
    /// [name](Self::name) are added and keep events for a month; RDS makes those of others, and they
    /// keep everything.
    pub fn export_logs(mut self, logs: impl IntoIterator<Item = E::Log>) -> Self {
        for log in logs {
            self.spec.logs.push(log.into());
        }
        self
    }

    /// Keeps what loads it for a week, by query, user and wait.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.html>
    pub fn performance_insights(mut self) -> Self {
        self.spec.written = self
            .spec
            .written
            .enable_performance_insights(true)
            .performance_insights_retention_period(7);
        self
    }

    /// Tells how its machine does, process by process, every so many seconds: 1, 5, 10, 15, 30 or 60.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html>
    pub fn monitoring(mut self, every: Duration) -> Self {
        self.spec.written = self.spec.written.monitoring_interval(whole_seconds(every));
        self.spec.is_monitored = true;
        self
    }

    /// Lets users log in without a password, by tokens that IAM signs. It takes memory, of which the
    /// smallest instances have little.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html>
    pub fn iam_authentication(mut self) -> Self {
        self.spec.written = self.spec.written.enable_iam_database_authentication(true);
        self
    }

    /// Begins with what is in a snapshot, by its name or ARN, whose [user](Self::user) and
    /// [database](Self::database) it then has. Leave it in place: without it the database is
    /// replaced by an empty one.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html>
    pub fn restored_from(mut self, snapshot: impl IntoValue<Str>) -> Self {
        self.spec.snapshot = Some(snapshot.into_value());
        self
    }
}
