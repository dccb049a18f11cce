"""Vocabularies that several parts of the site share: regions, and languages that are spoken."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Stays the same, whatever the labels.', max_length=40, unique=True, verbose_name='code')),
                ('label_en', models.CharField(max_length=120, verbose_name='label in English')),
                ('label_ar', models.CharField(max_length=120, verbose_name='label in Arabic')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ['sort_order', 'code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpokenLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Stays the same, whatever the labels.', max_length=40, unique=True, verbose_name='code')),
                ('label_en', models.CharField(max_length=120, verbose_name='label in English')),
                ('label_ar', models.CharField(max_length=120, verbose_name='label in Arabic')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'spoken language',
                'verbose_name_plural': 'spoken languages',
                'ordering': ['sort_order', 'code'],
                'abstract': False,
            },
        ),
    ]
