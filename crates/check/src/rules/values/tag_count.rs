//! More tags than a resource can have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL172",
        family: Family::Template,
        severity: Severity::Error,
        title: "more than 50 tags",
        why: "a resource has 50 tags at most; the service refuses more",
        fix: "take some out",
        link: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: team
          Value: web
        - Key: key0
          Value: x
        - Key: key1
          Value: x
        - Key: key2
          Value: x
        - Key: key3
          Value: x
        - Key: key4
          Value: x
        - Key: key5
          Value: x
        - Key: key6
          Value: x
        - Key: key7
          Value: x
        - Key: key8
          Value: x
        - Key: key9
          Value: x
        - Key: key10
          Value: x
        - Key: key11
          Value: x
        - Key: key12
          Value: x
        - Key: key13
          Value: x
        - Key: key14
          Value: x
        - Key: key15
          Value: x
        - Key: key16
          Value: x
        - Key: key17
          Value: x
        - Key: key18
          Value: x
        - Key: key19
          Value: x
        - Key: key20
          Value: x
        - Key: key21
          Value: x
        - Key: key22
          Value: x
        - Key: key23
          Value: x
        - Key: key24
          Value: x
        - Key: key25
          Value: x
        - Key: key26
          Value: x
        - Key: key27
          Value: x
        - Key: key28
          Value: x
        - Key: key29
          Value: x
        - Key: key30
          Value: x
        - Key: key31
          Value: x
        - Key: key32
          Value: x
        - Key: key33
          Value: x
        - Key: key34
          Value: x
        - Key: key35
          Value: x
        - Key: key36
          Value: x
        - Key: key37
          Value: x
        - Key: key38
          Value: x
        - Key: key39
          Value: x
        - Key: key40
          Value: x
        - Key: key41
          Value: x
        - Key: key42
          Value: x
        - Key: key43
          Value: x
        - Key: key44
          Value: x
        - Key: key45
          Value: x
        - Key: key46
          Value: x
        - Key: key47
          Value: x
        - Key: key48
          Value: x
        - Key: key49
          Value: x
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: team
          Value: web
        - Key: key0
          Value: x
        - Key: key1
          Value: x
        - Key: key2
          Value: x
        - Key: key3
          Value: x
        - Key: key4
          Value: x
        - Key: key5
          Value: x
        - Key: key6
          Value: x
        - Key: key7
          Value: x
        - Key: key8
          Value: x
        - Key: key9
          Value: x
        - Key: key10
          Value: x
        - Key: key11
          Value: x
        - Key: key12
          Value: x
        - Key: key13
          Value: x
        - Key: key14
          Value: x
        - Key: key15
          Value: x
        - Key: key16
          Value: x
        - Key: key17
          Value: x
        - Key: key18
          Value: x
        - Key: key19
          Value: x
        - Key: key20
          Value: x
        - Key: key21
          Value: x
        - Key: key22
          Value: x
        - Key: key23
          Value: x
        - Key: key24
          Value: x
        - Key: key25
          Value: x
        - Key: key26
          Value: x
        - Key: key27
          Value: x
        - Key: key28
          Value: x
        - Key: key29
          Value: x
        - Key: key30
          Value: x
        - Key: key31
          Value: x
        - Key: key32
          Value: x
        - Key: key33
          Value: x
        - Key: key34
          Value: x
        - Key: key35
          Value: x
        - Key: key36
          Value: x
        - Key: key37
          Value: x
        - Key: key38
          Value: x
        - Key: key39
          Value: x
"#,
    },
    check,
};

const MANY: usize = 50;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for resource in deployment.resources() {
        let count = super::tags_of(&resource).known.len();
        if count <= MANY {
            continue;
        }
        let place = super::tags_property(&resource).map(|tags| tags.place());
        if let Some(place) = place.filter(|place| !findings.is_told(place)) {
            findings.report(
                place,
                format!("{count} tags are given, and {MANY} are the most"),
            );
        }
    }
}
