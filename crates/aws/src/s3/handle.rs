use stackwright_cfn::s3 as cfn;
use stackwright_core::{IntoValue, Str, Value, handle, sub};

use crate::cloudwatch::Metric;
use crate::iam::{Grant, Statement};
use crate::link::Link;

handle! {
    /// Names a bucket.
    pub struct BucketHandle(cfn::BucketHandle);
}

/// The objects of a bucket whose keys begin alike; see [`BucketHandle::below`].
#[derive(Clone, Debug)]
pub struct BucketFolder {
    bucket: BucketHandle,
    prefix: Option<Value<Str>>,
}

impl BucketHandle {
    /// A link for who lists and reads objects: the right, that of the key, and the name of the bucket
    /// as `.._BUCKET`.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>
    pub fn read(self) -> Link {
        self.whole().read()
    }

    /// A link for who writes and deletes objects, and does not read them.
    pub fn write(self) -> Link {
        self.whole().write()
    }

    /// A link for who does both.
    pub fn read_write(self) -> Link {
        self.whole().read_write()
    }

    /// The objects whose keys begin so, as `reports/`: links to them are to nothing else, and bring
    /// the beginning as `.._PREFIX`.
    ///
    /// ```
    /// use stackwright_aws::ecs::Container;
    /// use stackwright_aws::s3::BucketHandle;
    /// # fn build(files: BucketHandle) {
    /// let web = Container::new("web", "web:1").link(files.below("reports/").read());
    /// # }
    /// ```
    pub fn below(self, prefix: impl IntoValue<Str>) -> BucketFolder {
        BucketFolder {
            bucket: self,
            prefix: Some(prefix.into_value()),
        }
    }

    fn whole(self) -> BucketFolder {
        BucketFolder {
            bucket: self,
            prefix: None,
        }
    }

    /// One of its metrics in `AWS/S3` that are measured once a day, by name and kind of storage, as
    /// `("BucketSizeBytes", "StandardStorage")`. Look at a day at a time.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html>
    pub fn metric(self, name: impl IntoValue<Str>, storage: impl IntoValue<Str>) -> Metric {
        let bucket: Value<Str> = self.reference().assume();
        Metric::new("AWS/S3", name)
            .dimension("BucketName", bucket)
            .dimension("StorageType", storage)
            .period(std::time::Duration::from_secs(24 * 60 * 60))
    }

    /// How many objects there are, once a day.
    pub fn objects(self) -> Metric {
        self.metric("NumberOfObjects", "AllStorageTypes")
    }

    /// How many bytes they are in the class that objects are written to, once a day.
    pub fn size(self) -> Metric {
        self.metric("BucketSizeBytes", "StandardStorage")
    }
}

impl BucketFolder {
    /// A link for who lists and reads them.
    pub fn read(self) -> Link {
        let rights = self.may_read();
        self.link(rights.decrypting(self.bucket))
    }

    /// A link for who writes and deletes them, and does not read them.
    pub fn write(self) -> Link {
        let rights = self.may_write();
        self.link(rights.encrypting(self.bucket))
    }

    /// A link for who does both.
    pub fn read_write(self) -> Link {
        let rights = self.may_read().and(self.may_write());
        self.link(rights.encrypting(self.bucket))
    }

    fn may_read(&self) -> Grant {
        let bucket = self.bucket.arn();
        let mut list = Statement::allow(["s3:ListBucket"]).on([bucket.clone()]);
        if let Some(prefix) = &self.prefix {
            list = list.when("StringLike", "s3:prefix", sub!("{prefix}*"));
        }
        let place = Statement::allow(["s3:GetBucketLocation"]).on([bucket]);
        let get = Statement::allow(["s3:GetObject", "s3:GetObjectVersion"]).on([self.objects()]);
        Grant::from([list, place, get])
    }

    fn may_write(&self) -> Grant {
        let put = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"];
        Statement::allow(put).on([self.objects()]).into()
    }

    fn objects(&self) -> Value<Str> {
        let arn = self.bucket.arn();
        match &self.prefix {
            Some(prefix) => sub!("{arn}/{prefix}*"),
            None => sub!("{arn}/*"),
        }
    }

    fn link(&self, rights: Grant) -> Link {
        let link = Link::to(self.bucket)
            .right(rights)
            .env("BUCKET", self.bucket.reference());
        match &self.prefix {
            Some(prefix) => link.env("PREFIX", prefix.clone()),
            None => link,
        }
    }
}
