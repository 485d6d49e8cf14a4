use stackwright_cfn::dynamodb as cfn;
use stackwright_core::{IntoValue, Str, Value, handle, sub};

use crate::cloudwatch::Metric;
use crate::iam::{Grant, Statement};
use crate::link::Link;

handle! {
    /// Names a table.
    pub struct TableHandle(cfn::TableHandle);
}

const READ: [&str; 6] = [
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DescribeTable",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
];

const WRITE: [&str; 5] = [
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:DescribeTable",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
];

impl TableHandle {
    /// A link for who reads items, by indexes as well: the right, that of the key, and the name of the
    /// table as `.._TABLE`.
    ///
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html>
    pub fn read(self) -> Link {
        self.link(self.right(&READ).decrypting(self))
    }

    /// A link for who writes and deletes items, and does not read them.
    pub fn write(self) -> Link {
        self.link(self.right(&WRITE).encrypting(self))
    }

    /// A link for who does both.
    pub fn read_write(self) -> Link {
        let rights = self.right(&READ).and(self.right(&WRITE));
        self.link(rights.encrypting(self))
    }

    /// A link for who reads what has changed: the right, that of the key, and the ARN of the
    /// [stream](super::Table::stream) as `.._STREAM`.
    pub fn read_stream(self) -> Link {
        let stream: Value<Str> = self.stream_arn().assume();
        let read = [
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
        ];
        let read = Statement::allow(read).on([stream.clone()]);
        Link::to(self)
            .right(Grant::from(read).decrypting(self))
            .env("STREAM", stream)
    }

    /// To the table and its indexes.
    fn right(self, actions: &[&'static str]) -> Grant {
        let arn = self.arn();
        let all = [sub!("{arn}"), sub!("{arn}/index/*")];
        Statement::allow(actions.iter().copied()).on(all).into()
    }

    fn link(self, rights: Grant) -> Link {
        Link::to(self).right(rights).env("TABLE", self.reference())
    }

    /// One of its metrics in `AWS/DynamoDB`, by name, as `ConsumedReadCapacityUnits`.
    ///
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let table: Value<Str> = self.reference().assume();
        Metric::new("AWS/DynamoDB", name).dimension("TableName", table)
    }

    /// How many reads it has refused because they were too many.
    pub fn read_throttles(self) -> Metric {
        self.metric("ReadThrottleEvents").sum()
    }

    /// How many writes it has refused because they were too many.
    pub fn write_throttles(self) -> Metric {
        self.metric("WriteThrottleEvents").sum()
    }
}
