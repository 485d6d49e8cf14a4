//! Queues, topics, tables, buckets and keys, and who talks to them.

use stackwright::aws::assets::{AssetHandle, DirectoryAsset, FileAsset};
use stackwright::aws::dynamodb::{Index, LocalIndex, StreamView, Table, TableKey};
use stackwright::aws::ecr::{CreationTemplate, PullThroughCache, Registry};
use stackwright::aws::kinesis::Stream;
use stackwright::aws::kms::{Alias, Key, KeyHandle};
use stackwright::aws::link::Link;
use stackwright::aws::s3::{Bucket, ObjectEvent, ObjectRule, StorageClass};
use stackwright::aws::sns::{Subscription, Topic};
use stackwright::aws::sqs::{Queue, QueueHandle};
use stackwright::prelude::*;

use super::KEY;
use super::dice::Dice;
use super::ground::{Around, IMAGE};
use super::place::Place;

const ACCOUNT: &str = "444455556666";

/// A queue, a topic that tells it, a bucket that does, a table, a key for all of them, one of each that
/// exists, and what is published beside the templates.
pub fn data(place: Place<'_>, _: &Around, dice: &mut Dice) {
    let key = dice.some(
        Key::new(),
        &[
            &|it, _| it.rotation(180.days()),
            &|it, _| it.multi_region(),
            &|it, _| it.pending_window(7.days()),
            &|it, _| it.disposable(),
        ],
    );
    let key = place.add("Key", key);
    let name = format!("shop-{}", dice.number(0..=99));
    place.add("KeyName", Alias::new(name, key));
    let jobs = queue(place, key, dice);
    let (orders, told) = topic(place, key, jobs, dice);
    let table = dice.some(
        Table::new(TableKey::string("customer")),
        &[
            &|it, _| it.sort(TableKey::number("order")),
            &|it, _| it.index(Index::new("ByState", TableKey::string("state"))),
            &|it, _| it.recovery_days(7),
            &|it, _| it.without_recovery(),
            &|it, _| it.provisioned(5, 5),
            &|it, _| it.protected(),
            &|it, _| it.expires_by("until"),
            &|it, _| it.encrypted_with(key),
            &|it, _| it.contributor_insights(),
        ],
    );
    let table = match dice.says() {
        true => table
            .sort(TableKey::number("order"))
            .local_index(LocalIndex::new("ByDate", TableKey::number("date")).only_keys()),
        false => table,
    };
    let table = place.add("Orders", table.stream(StreamView::KeysOnly));
    let files = bucket(place, key, told, dice);
    let known = Queue::imported("arn:aws:sqs:eu-west-1:111122223333:known").encrypted_with(KEY);
    let known = place.add("KnownQueue", known);
    let topic = Topic::imported("arn:aws:sns:eu-west-1:111122223333:known");
    let topic = place.add("KnownTopic", topic);
    let bucket = place.add("KnownBucket", Bucket::imported_by_name("known-files"));
    let arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/known";
    let known_table = place.add("KnownTable", Table::imported(arn));
    let known_key = place.add("KnownKey", Key::imported(KEY));
    let clicks = dice.some(
        Stream::new(),
        &[
            &|it, _| it.shards(2),
            &|it, _| it.retention(7.days()),
            &|it, _| it.encrypted_with(key),
            &|it, _| it.disposable(),
        ],
    );
    let clicks = place.add("Clicks", clicks);
    let arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/known";
    let views = place.add("KnownStream", Stream::imported(arn));
    let flags = place.add("Flags", SsmParameter::list(["search", "wishes"]));
    let registry = dice.some(
        Registry::new().scan_on_push(["*"]),
        &[
            &|it, _| it.replicate_to("eu-north-1", ["prod/"]),
            &|it, _| it.scan_continuously(["prod-*"]),
        ],
    );
    place.add("Registry", registry);
    place.add("Public", PullThroughCache::ecr_public("public"));
    let template = dice.some(
        CreationTemplate::new("public", EcrRepository::new().keep_last(20)),
        &[
            &|it, _| it.for_caches(),
            &|it, _| it.tag("Team", "platform"),
            &|it, _| it.describe("images of others"),
        ],
    );
    place.add("Kept", template);
    // Below the folder of the tests' own package.
    let list = place.add("List", FileAsset::new("Cargo.toml"));
    let folder = DirectoryAsset::new("bench").leave_out(["*.txt"]);
    let folder = place.add("Folder", folder);
    let object = |asset: AssetHandle| {
        let link = Link::to(asset).right(asset.read());
        link.env("KEY", asset.key())
    };
    let container = Container::new("worker", IMAGE)
        .link(object(list))
        .link(object(folder))
        .link(jobs.consume())
        .link(orders.publish())
        .link(table.read_write())
        .link(files.read_write())
        .link(clicks.write())
        .secret("FLAGS", flags);
    let links = [
        known.send(),
        topic.publish(),
        bucket.read(),
        known_table.read(),
        known_key.decrypt(),
        table.read_stream(),
        views.read(),
        key.encrypt(),
    ];
    let container = links
        .into_iter()
        .fold(container, |it, link| match dice.says() {
            true => it.link(link),
            false => it,
        });
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
    place.add("Task", task.container(container));
    if dice.says() {
        let account = || Principal::account(ACCOUNT);
        place.scope.grant(account(), jobs.send());
        place.scope.grant(account(), orders.publish());
        place.scope.grant(account(), files.read());
    }
}

fn queue(place: Place<'_>, key: KeyHandle, dice: &mut Dice) -> QueueHandle {
    let queue = dice.some(
        Queue::new(),
        &[
            &|it, dice| it.dead_letter_after(dice.number(1..=1000)),
            &|it, dice| it.visibility(dice.number(1..=600).seconds()),
            &|it, dice| it.retention(dice.number(1..=14).days()),
            &|it, _| it.delay(30.seconds()),
            &|it, _| it.max_message_bytes(1_048_576),
            &|it, _| it.encrypted_with(key),
            &|it, _| it.retain(),
        ],
    );
    place.add("Jobs", queue)
}

fn topic(
    place: Place<'_>,
    key: KeyHandle,
    jobs: QueueHandle,
    dice: &mut Dice,
) -> (stackwright::aws::sns::TopicHandle, QueueHandle) {
    let topic = dice.some(
        Topic::new(),
        &[
            &|it, _| it.email("ops@example.com"),
            &|it, _| it.display_name("Shop"),
            &|it, _| it.encrypted_with(key),
            &|it, _| it.traced(),
        ],
    );
    let topic = place.add("Events", topic);
    let to = dice.some(
        Subscription::to(topic, jobs),
        &[
            &|it, _| it.raw(),
            &|it, _| it.only(object!({ "kind": ["paid"] })),
            &|it, _| it.only_body(object!({ "kind": ["paid"] })),
        ],
    );
    place.add("JobsOfEvents", to);
    (topic, jobs)
}

fn bucket(
    place: Place<'_>,
    key: KeyHandle,
    told: QueueHandle,
    dice: &mut Dice,
) -> stackwright::aws::s3::BucketHandle {
    let rule = ObjectRule::new("Reports")
        .prefix("reports/")
        .move_to(StorageClass::StandardIa, 30.days())
        .expire(365.days());
    let bucket = dice.some(
        Bucket::new(),
        &[
            &|it, _| it.versions(),
            &|it, _| it.encrypted_with(key),
            &|it, _| it.lifecycle(rule.clone()),
            &|it, _| it.notify(ObjectEvent::Created.below("inbox/"), told),
            &|it, _| it.event_bridge(),
            &|it, _| it.keep_abandoned_uploads(),
            &|it, _| it.disposable(),
        ],
    );
    place.add("Files", bucket)
}
