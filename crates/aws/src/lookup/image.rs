use stackwright_core::{Answer, Construct, Context, Query, Scope, Text};

use super::or_unknown;
use crate::ec2::MachineImage;

impl MachineImage {
    /// The newest image of an owner whose name is like this, as `("amazon", "al2023-ami-2023.*-arm64")`;
    /// see [look-ups](crate::lookup). It stays the same until it is looked up again.
    ///
    /// ```
    /// use stackwright_aws::ec2::MachineImage;
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// let web = app.stack("Web").environment("111122223333", "eu-west-1");
    /// let newest = MachineImage::newest("amazon", "al2023-ami-2023.*").filter("architecture", ["arm64"]);
    /// let image: MachineImage = web.add("Image", newest);
    /// # assert_eq!(app.synth().diagnostics[0].code, "APP136");
    /// ```
    pub fn newest(owner: impl Into<Text>, name: impl Into<Text>) -> NewestImage {
        let mut filters = Context::new();
        filters.insert("name".to_owned(), vec![&*name.into()].into());
        filters.insert("state".to_owned(), vec!["available"].into());
        filters.insert("image-type".to_owned(), vec!["machine"].into());
        NewestImage {
            owner: owner.into(),
            filters,
        }
    }
}

/// An image that is looked up; see [`MachineImage::newest`].
#[derive(Clone, Debug)]
pub struct NewestImage {
    owner: Text,
    filters: Context,
}

impl NewestImage {
    /// And for which this has one of these values, as `("architecture", ["arm64"])`.
    ///
    /// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html>
    pub fn filter<const N: usize>(mut self, name: impl Into<Text>, values: [&str; N]) -> Self {
        let values: Vec<&str> = values.into();
        self.filters.insert(name.into().into_owned(), values.into());
        self
    }
}

impl Construct for NewestImage {
    type Handle = MachineImage;

    fn build(self, scope: Scope<'_>) -> MachineImage {
        let query = Query::new("ami")
            .with("owners", vec![&*self.owner])
            .with("filters", self.filters);
        let found = scope.look_up(query);
        MachineImage::id(or_unknown(found.as_ref().and_then(Answer::as_str)))
    }
}
