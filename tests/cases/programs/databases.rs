//! Databases, and who logs in to them.

use stackwright::aws::ec2::SecurityGroupHandle;
use stackwright::aws::rds::{
    AuroraMySql, AuroraMySqlVersion, AuroraPostgres, AuroraPostgresVersion, Credentials,
    DatabaseEngine, DatabaseHandle, DatabaseInstance, DatabaseProxy, DbSize, MySql, MySqlLog,
    MySqlOption, MySqlVersion, Postgres, PostgresLog, PostgresVersion, ReadReplica,
};
use stackwright::aws::secretsmanager::SecretAttachment;
use stackwright::prelude::*;

use super::KEY;
use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

const HOST: &str = "shop.c0ffee.eu-west-1.rds.amazonaws.com";
const SECRET: &str = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";

/// A database with a copy of it, one that exists, and one of another engine.
pub fn databases(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let group = place.add("Doors", SecurityGroup::new(around.vpc));
    let version = match dice.says() {
        true => PostgresVersion::V16,
        false => PostgresVersion::V17,
    };
    let db = options(Postgres::new(around.vpc, version), group, dice);
    let db = dice.some(
        db,
        &[&|it, _| it.export_logs([PostgresLog::Postgresql, PostgresLog::Upgrade])],
    );
    let copied = dice.says();
    let db = match copied {
        true => db.credentials(Credentials::Generated),
        false => db,
    };
    let db = place.add("Orders", db);
    let login = Secret::generated(32).in_json(r#"{"username":"app"}"#, "password");
    let login = place.add("AppLogin", login);
    place.add("LoginOfOrders", SecretAttachment::to_instance(login, db));
    read(place, "ReadsOrders", db, dice);
    if copied {
        let copy = dice.some(
            ReadReplica::of(db, around.vpc),
            &[
                &|it, _| it.size(DbSize::T4gMedium),
                &|it, _| it.multi_az(),
                &|it, _| it.security_group(group),
            ],
        );
        let copy = place.add("OrdersCopy", copy);
        read(place, "ReadsCopy", copy, dice);
    }
    if dice.says() {
        let proxy = dice.some(
            DatabaseProxy::of(db, around.vpc),
            &[
                &|it, _| it.security_group(group),
                &|it, _| it.only_by_iam(),
                &|it, _| it.idle_timeout(10.minutes()),
                &|it, _| it.connections(50.percent()),
                &|it, _| it.wait(30.seconds()),
            ],
        );
        place.add("Proxy", proxy);
    }
    let secret = place.add("OldSecret", Secret::imported(SECRET));
    let old = dice.some(
        Postgres::imported("old", HOST, group).secret(secret),
        &[
            &|it, _| it.port(5433),
            &|it, _| it.database("old"),
            &|it, _| it.resource_id("db-ABCDEFGHIJKL01234"),
        ],
    );
    let old = place.add("Old", old);
    read(place, "ReadsOld", old, dice);
    let proxy = dice.some(
        DatabaseProxy::imported("old-proxy", HOST, group).secret(secret),
        &[
            &|it, _| it.port(3306),
            &|it, _| it.database("old"),
            &|it, _| it.resource_id("prx-0a1b2c3d"),
        ],
    );
    place.add("OldProxy", proxy);
    if dice.says() {
        let db = options(MySql::new(around.vpc, MySqlVersion::V8_4), group, dice);
        let db = dice.some(
            db,
            &[
                &|it, _| it.export_logs([MySqlLog::Error]),
                &|it, _| it.option(MySqlOption::audit()),
                &|it, _| it.option_group("audited"),
            ],
        );
        place.add("Stock", db);
    }
}

/// A cluster of Aurora, one that exists, and one of another engine.
pub fn clusters(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let group = place.add("Doors", SecurityGroup::new(around.vpc));
    let version = match dice.says() {
        true => AuroraPostgresVersion::V16,
        false => AuroraPostgresVersion::V17,
    };
    let cluster = dice.some(
        AuroraPostgres::new(around.vpc, version),
        &[
            &|it, _| it.serverless(0.0..=2.0).pause_after(10.minutes()),
            &|it, _| it.provisioned(DbSize::R7gLarge),
            &|it, _| it.reader("Reports"),
            &|it, _| it.reader_of_size("Search", DbSize::R8gLarge),
            &|it, _| it.subnets(SubnetKind::Private),
            &|it, _| it.security_group(group),
            &|it, _| it.port(6543),
            &|it, _| it.user("shop").database("shop"),
            &|it, _| it.credentials(Credentials::Generated),
            &|it, _| it.encrypted_with(KEY),
            &|it, _| it.secret_encrypted_with(KEY),
            &|it, dice| it.backups(dice.number(1..=35).days()),
            &|it, _| it.backup_window("03:00-03:30"),
            &|it, _| it.maintenance_window("sun:04:00-sun:04:30"),
            &|it, _| it.export_logs([PostgresLog::Postgresql]),
            &|it, _| it.io_optimized(),
            &|it, _| it.data_api(),
            &|it, _| it.performance_insights(),
            &|it, _| it.iam_authentication(),
            &|it, _| it.disposable(),
        ],
    );
    place.add("Orders", cluster);
    let old = dice.some(
        AuroraPostgres::imported("old", HOST, group),
        &[&|it, _| it.read_host(HOST), &|it, _| it.database("old")],
    );
    place.add("Old", old);
    if dice.says() {
        let cluster = AuroraMySql::new(around.vpc, AuroraMySqlVersion::V3);
        place.add("Stock", cluster);
    }
}

/// A database with some of what every engine has.
fn options<E: DatabaseEngine>(
    db: DatabaseInstance<E>,
    group: SecurityGroupHandle,
    dice: &mut Dice,
) -> DatabaseInstance<E> {
    dice.some(
        db,
        &[
            &|it, _| it.size(DbSize::M7gLarge),
            &|it, _| it.multi_az(),
            &|it, _| it.storage(400.gib()).iops(12_000),
            &|it, _| it.certificate_authority("rds-ca-ecc384-g1"),
            &|it, _| it.storage_up_to(4000.gib()),
            &|it, _| it.subnets(SubnetKind::Private),
            &|it, _| it.security_group(group),
            &|it, _| it.port(6543),
            &|it, _| it.user("shop").database("shop"),
            &|it, _| it.encrypted_with(KEY),
            &|it, _| it.secret_encrypted_with(KEY),
            &|it, dice| it.backups(dice.number(1..=35).days()),
            &|it, _| it.backup_window("03:00-03:30"),
            &|it, _| it.maintenance_window("sun:04:00-sun:04:30"),
            &|it, _| it.without_minor_upgrades(),
            &|it, _| it.allow_major_upgrade(),
            &|it, _| it.performance_insights(),
            &|it, _| it.monitoring(60.seconds()),
            &|it, _| it.iam_authentication(),
            &|it, _| it.without_deletion_protection(),
        ],
    )
}

/// Somebody who logs in.
fn read(place: Place<'_>, id: &str, db: DatabaseHandle, dice: &mut Dice) {
    let container = Container::new("reader", super::ground::IMAGE);
    let container = match dice.says() {
        true => container.link_as("STORE", db.login()),
        false => container.link(db.login()),
    };
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container);
    if dice.says() {
        place.add(id, task);
    }
}
