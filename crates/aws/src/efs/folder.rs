use stackwright_core::Text;

/// What an access point shows of a file system, and as whom: of EFS and of S3 Files alike.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub path: Text,
    pub user: u32,
    pub group: u32,
    pub secondary: Vec<u32>,
    pub permissions: Text,
}

impl Folder {
    pub fn new(path: Text) -> Self {
        Folder {
            path,
            user: 1000,
            group: 1000,
            secondary: Vec::new(),
            permissions: "755".into(),
        }
    }

    /// `app-data` of `/app/data`.
    pub fn volume_name(&self) -> String {
        let words: Vec<&str> = words(&self.path).collect();
        match words.is_empty() {
            true => "files".to_owned(),
            false => words.join("-"),
        }
    }

    /// What the access point of a volume is called within a task: `AccessPointAppData` of
    /// `/app/data`, and of the name of the volume where it has another one.
    pub fn id(&self, volume: Option<&str>) -> String {
        let name = match volume {
            Some(name) if name != self.volume_name() => name,
            _ => &self.path,
        };
        let mut id = "AccessPoint".to_owned();
        for word in words(name) {
            let mut letters = word.chars().filter(char::is_ascii_alphanumeric);
            id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            id.extend(letters);
        }
        id
    }

    /// The groups besides, as AWS takes numbers: as texts.
    pub fn secondary_gids(&self) -> Option<Vec<String>> {
        let texts = self.secondary.iter().map(u32::to_string);
        (!self.secondary.is_empty()).then(|| texts.collect())
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = name.split(move |c: char| !is_part(c));
    words.filter(|word| !word.is_empty())
}

/// The setters of an access point, over the field `folder`.
macro_rules! folder_setters {
    ($point:ident) => {
        impl $point {
            /// Who everybody is that comes by it: a user, and the group of the same number.
            pub fn user(mut self, id: u32) -> Self {
                (self.folder.user, self.folder.group) = (id, id);
                self
            }

            /// Of which group that user is.
            pub fn group(mut self, id: u32) -> Self {
                self.folder.group = id;
                self
            }

            /// Of which others: at most 16.
            pub fn secondary_groups(mut self, ids: impl IntoIterator<Item = u32>) -> Self {
                self.folder.secondary = ids.into_iter().collect();
                self
            }

            /// What may be done in the folder if it is made, as `750`.
            pub fn permissions(mut self, octal: impl Into<stackwright_core::Text>) -> Self {
                self.folder.permissions = octal.into();
                self
            }
        }
    };
}

pub(crate) use folder_setters;
